"""Verbs around sign-in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction

from prm.access.models import User
from prm.core.actor import Actor, Role
from prm.directory.models import Person
from prm.directory.permissions import may_administer


@transaction.atomic
def give_sign_in(person: Person, *, email: str, password: str | None, actor: Actor) -> User:
    """Make the user of a person, with a verified address: two-factor set-up refuses an unverified one.

    Twice with the same address is a friendly no-op.
    """
    if not may_administer(actor):
        raise PermissionDenied
    existing = User.objects.filter(email__iexact=email, person=person).first()
    if existing is not None:
        return existing
    is_administrator = person.role == Role.ADMINISTRATOR
    user = User.objects.create_user(
        email, password, person=person, is_staff=is_administrator, is_superuser=is_administrator
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
