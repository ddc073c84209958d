"""What the sign-in does after a commit."""

from __future__ import annotations

from django.utils import timezone

from prm.access.events import InvitationWritten, PasswordLinkAsked
from prm.access.invitations.mail import mail_invitation
from prm.access.models import Invitation, User
from prm.access.sign_in.actions import end_sessions, mail_new_password_link
from prm.core.actor import Role
from prm.core.outbox.events import handles
from prm.directory.events import PersonDeactivated
from prm.directory.leaving import follows_to_company
from prm.directory.models import Person


@handles(PasswordLinkAsked)
def mail_link(event: PasswordLinkAsked, outbox_id: int) -> None:
    mail_new_password_link(event.email)


@handles(InvitationWritten)
def send_invitation(event: InvitationWritten, outbox_id: int) -> None:
    mail_invitation(event.invitation_id)


@handles(PersonDeactivated)
def end_access(event: PersonDeactivated, outbox_id: int) -> None:
    """They can do nothing more as it is; a session that lies about would work again once they are active again, and
    whom they invited would come in for them."""
    Invitation.objects.open().filter(invited_by_id=event.person_id).update(withdrawn_at=timezone.now())
    for user in User.objects.filter(person_id=event.person_id):
        end_sessions(user)


@follows_to_company
def keep_sign_in(former: Person, new: Person) -> None:
    """The sign-in goes along; what it opens is that of the new role, and open pages of the former company end."""
    for user in User.objects.filter(person=former):
        end_sessions(user)
        user.person = new
        user.is_staff = user.is_superuser = new.role == Role.ADMINISTRATOR
        user.save(update_fields=["person", "is_staff", "is_superuser"])
