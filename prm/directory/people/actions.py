"""Verbs of people in the portal; an administrator's corrections are in `prm/directory/actions.py`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from prm.core.actor import Actor, Role
from prm.directory.actions import check_role
from prm.directory.models import Person


@transaction.atomic
def join_company(person: Person, *, invited_by: Person | None, actor: Actor) -> Person:
    """Add somebody who was invited to a company, for whom `actor` stands; who was invited by their partner manager
    reports to them."""
    if person.organization_id != actor.organization_id or person.role != actor.role or actor.person_id is not None:
        raise PermissionDenied
    check_role(person)
    if (
        invited_by is not None
        and invited_by.organization_id == person.organization_id
        and invited_by.role == Role.PARTNER_MANAGER
        and invited_by.active
    ):
        person.reports_to = invited_by
    person.fold_name()
    person.full_clean()
    person.save()
    return person
