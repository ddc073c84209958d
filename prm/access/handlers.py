"""What the sign-in does after a commit."""

from __future__ import annotations

from prm.access.events import InvitationWritten, PasswordLinkAsked
from prm.access.invitations.mail import mail_invitation
from prm.access.sign_in.actions import mail_new_password_link
from prm.core.outbox.events import handles


@handles(PasswordLinkAsked)
def mail_link(event: PasswordLinkAsked, outbox_id: int) -> None:
    mail_new_password_link(event.email, site=event.site)


@handles(InvitationWritten)
def send_invitation(event: InvitationWritten, outbox_id: int) -> None:
    mail_invitation(event.invitation_id, site=event.site)
