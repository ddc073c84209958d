"""Verbs that let somebody in, and keep what a sign-in may open in step with the person's role."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from prm.access.actions import give_sign_in
from prm.access.events import PasswordLinkAsked
from prm.access.models import User
from prm.core.actor import SYSTEM, Actor, Role
from prm.core.outbox.publish import publish
from prm.directory.models import Person
from prm.directory.permissions import may_administer


def invite(person: Person, *, email: str, actor: Actor, request: HttpRequest) -> User:
    """Give somebody a sign-in without a password and mail the link to set one. Raises OSError where no mail goes out;
    the sign-in is there then, and `send_password_link` tries again."""
    user = give_sign_in(person, email=email, password=None, actor=actor)
    send_password_link(user, actor=actor, request=request)
    return user


def send_password_link(user: User, *, actor: Actor, request: HttpRequest) -> None:
    """Mail the link to set a password, in the person's language. Raises OSError where no mail goes out."""
    if not may_administer(actor):
        raise PermissionDenied
    adapter = get_adapter(request)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    person = user.person
    context = {
        "name": person.name if person else user.email,
        "address": adapter.get_reset_password_from_key_url(key),
        "sender": actor.name,
        "company": actor.organization_name,
    }
    with translation.override(person.language if person else None):
        adapter.send_mail("access/mail/password_link", user.email, context)


@transaction.atomic
def ask_for_link(email: str) -> None:
    """Note that somebody wants to set a new password; the mail follows where the address is known."""
    publish(PasswordLinkAsked(email=email), actor=SYSTEM)


def mail_new_password_link(email: str) -> bool:
    """Mail the link to set a new password to a sign-in of that verified address; False where there is none.

    Runs as the system. Raises OSError where no mail goes out.
    """
    users = User.objects.filter(emailaddress__email=email, emailaddress__verified=True, is_active=True)
    user = users.select_related("person").first()
    if user is None:
        return False
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    context = {
        "name": user.person.name if user.person else email,
        "address": settings.PORTAL_ADDRESS + path.replace("UID-KEY", key),
        "email": email,
    }
    with translation.override(user.person.language if user.person else None):
        get_adapter().render_mail("access/mail/new_password", email, context).send()
    return True


@transaction.atomic
def set_sign_in_open(user: User, *, is_open: bool, actor: Actor) -> bool:
    """Let somebody sign in again, or end it together with all their sessions; False where it is so already.

    Raises ValidationError for the own sign-in: then nobody might be left to open it again.
    """
    if not may_administer(actor):
        raise PermissionDenied
    if not is_open:
        check_not_own(user, actor.person_id)
    if User.objects.filter(pk=user.pk).exclude(is_active=is_open).update(is_active=is_open) != 1:
        return False
    user.is_active = is_open
    if not is_open:
        end_sessions(user)
    return True


def check_not_own(user: User, person_id: int | None) -> None:
    """Raise ValidationError where somebody is about to end their own sign-in."""
    if user.person_id is not None and user.person_id == person_id:
        raise ValidationError({"is_active": _("This is your own sign-in. Ask another administrator to end it.")})


def check_administrator_gets_in(person: Person) -> None:
    """Raise ValidationError, by field, where a changed person was the last administrator with a working sign-in."""
    able = User.objects.filter(is_active=True, person__active=True, person__role=Role.ADMINISTRATOR)
    if person.active and person.role == Role.ADMINISTRATOR:
        return
    if able.filter(person_id=person.pk).exists() and not able.exclude(person_id=person.pk).exists():
        field = "active" if not person.active else "role"
        text = _("This is the last administrator who can sign in. Give another one a sign-in first.")
        raise ValidationError({field: text})


def end_sessions(user: User) -> int:
    """Sign somebody out everywhere; returns on how many devices. As the sign-in role, administrators or the system."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def end_session(session: UserSession, *, actor: Actor) -> None:
    """Sign the own sign-in out on one device. Raises PermissionDenied for somebody else's."""
    owner = User.objects.filter(pk=session.user_id).values_list("person_id", flat=True).first()
    if owner is None or owner != actor.person_id:
        raise PermissionDenied
    session.end()


def follow_role(person: Person, *, actor: Actor) -> bool:
    """Open Django admin to the sign-in of an administrator and close it to everybody else's; whether it changed."""
    if not may_administer(actor):
        raise PermissionDenied
    may = person.role == Role.ADMINISTRATOR
    return bool(User.objects.filter(person=person).exclude(is_staff=may).update(is_staff=may, is_superuser=may))
