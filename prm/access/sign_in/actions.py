"""Verbs that let somebody in, and keep what a sign-in may open in step with the person's role."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import translation

from prm.access.actions import give_sign_in
from prm.access.models import User
from prm.core.actor import Actor, Role
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


def follow_role(person: Person, *, actor: Actor) -> bool:
    """Open Django admin to the sign-in of an administrator and close it to everybody else's; whether it changed."""
    if not may_administer(actor):
        raise PermissionDenied
    may = person.role == Role.ADMINISTRATOR
    return bool(User.objects.filter(person=person).exclude(is_staff=may).update(is_staff=may, is_superuser=may))
