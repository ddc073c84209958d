"""What the sign-in holds about a person."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from prm.access.events import PasswordLinkAsked
from prm.access.models import Invitation, SignInRecord, TypedForm, User
from prm.access.sign_in.actions import end_sessions
from prm.core.outbox.models import OutboxEvent
from prm.core.personal_data import Subject, erases, exports
from prm.directory.models import Person


def user_of(subject: Subject) -> User | None:
    return User.objects.filter(person_id=subject.person_id).first()


def addresses_of(user: User) -> list[str]:
    """Every address of a sign-in, in lower case."""
    others = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return sorted({user.email.lower(), *(email.lower() for email in others)})


def records_of(user: User) -> Any:
    """What the log of sign-ins has of somebody, with attempts on their address that did not get in."""
    return SignInRecord.objects.filter(Q(user=user) | Q(user=None, email__in=addresses_of(user)))


@exports("sign_in")
def export_sign_in(subject: Subject) -> dict[str, Any] | None:
    user = user_of(subject)
    if user is None:
        return None
    return {
        "email": user.email,
        "addresses": addresses_of(user),
        "may_sign_in": user.is_active,
        "since": user.date_joined,
        "last_sign_in": user.last_login,
        "second_factors": _values(Authenticator, user, "type", "created_at", "last_used_at"),
        "company_accounts": _values(SocialAccount, user, "provider", "uid", "extra_data", "date_joined"),
        "devices": _values(UserSession, user, "created_at", "ip", "user_agent"),
        "kept_forms": _values(TypedForm, user, "path", "fields"),
        "log": list(records_of(user).order_by("at").values("at", "outcome", "ways", "email", "ip", "user_agent")),
    }


def _values(model: Any, user: User, *names: str) -> list[dict[str, Any]]:
    return list(model.objects.filter(user=user).order_by("pk").values(*names))


@exports("invitation")
def export_invitation(subject: Subject) -> dict[str, Any] | None:
    """The one that somebody came in by."""
    names = ("name", "email", "role", "job_title", "language", "created_at", "accepted_at")
    return Invitation.objects.filter(person_id=subject.person_id).values(*names).first()


@erases
def erase_invitation(subject: Subject) -> None:
    """It stays as one that was accepted; whom it was mailed to is forgotten."""
    address = f"erased-{subject.key}@erased.invalid"
    rows = Invitation.objects.filter(person_id=subject.person_id)
    rows.update(name=subject.stand_in, email=address, job_title="")


@erases
def erase_sign_in(subject: Subject) -> None:
    """The row of the user stays without an address, since the admin's log points at it."""
    _rename_in_admin_log(Person, subject.person_id, subject)
    user = user_of(subject)
    if user is None:
        return
    _rename_in_admin_log(User, user.pk, subject)
    asked = OutboxEvent.objects.filter(event=PasswordLinkAsked.__name__, payload__email__in=addresses_of(user))
    asked.delete()
    records_of(user).update(email="", ip=None, user_agent="")
    end_sessions(user)
    for model in (EmailAddress, Authenticator, SocialAccount, TypedForm):
        model.objects.filter(user=user).delete()
    user.email, user.is_active = f"erased-{subject.key}@erased.invalid", False
    user.is_staff = user.is_superuser = False
    if user.has_usable_password():
        user.set_unusable_password()
    user.save()


def _rename_in_admin_log(model: Any, pk: int, subject: Subject) -> None:
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=str(pk))
    entries.update(object_repr=subject.stand_in)
