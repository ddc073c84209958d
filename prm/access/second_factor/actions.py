"""Verbs around second factors."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from prm.access.actors import actor_of
from prm.access.models import RoleRequirement, SignInRecord, User
from prm.access.sign_in.actions import end_sessions
from prm.core.actor import Actor
from prm.directory.permissions import may_administer

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_required(user: User) -> bool:
    """Whether the role of this person asks for a second factor. As the sign-in role, outside any `acting_as`."""
    actor = actor_of(user.pk)
    return actor is not None and RoleRequirement.objects.filter(role=actor.role, second_factor=True).exists()


@transaction.atomic
def save_requirement(requirement: RoleRequirement, *, actor: Actor) -> RoleRequirement:
    """Change what a role must have; it holds from everybody's next click on."""
    if not may_administer(actor):
        raise PermissionDenied
    requirement.full_clean()
    requirement.save()
    return requirement


@transaction.atomic
def reset_second_factor(user: User, *, actor: Actor) -> int:
    """Remove all second factors and recovery codes of somebody who lost them, sign them out everywhere and note it.

    They come in by password then and, where their role asks for it, are led to set up a new one. Returns how many
    factors there were. Raises PermissionDenied.
    """
    if not may_administer(actor):
        raise PermissionDenied
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user)
    SignInRecord.objects.create(
        user=user, email=user.email, outcome=SignInRecord.Outcome.FACTOR_RESET, ways=actor.person_key
    )
    return count
