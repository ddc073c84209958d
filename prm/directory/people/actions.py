"""Verbs of people in the portal; an administrator's corrections are in `prm/directory/actions.py`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor, Role
from prm.core.rls import acting_as
from prm.directory.actions import check_role
from prm.directory.leaving import How, check_administrator_stays, hold_leavings, leave, take_along
from prm.directory.models import Organization, Person
from prm.directory.people.permissions import may_activate, may_change_activity, may_move


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


@transaction.atomic
def deactivate_person(person: Person, *, actor: Actor, named: Person | None = None) -> Person | None:
    """End somebody's work here: what they lead goes to who follows them, `named` where nobody does by themselves.

    Returns who follows; None too where they are not active. Raises PermissionDenied; ValidationError where a
    successor is missing, or for the last administrator.
    """
    with _keeping(actor):
        hold_leavings()
        stored = _stored(person)
        if not may_change_activity(actor, stored):
            raise PermissionDenied
        if not stored.active:
            _decide_for_partner(stored, actor)
            return None
        check_administrator_stays(stored)
        # Partners have no right on the second column: theirs stays as it is, false.
        changes = {"active": False} | ({} if actor.is_partner else {"deactivated_by_brand_owner": True})
        if Person.objects.filter(pk=stored.pk, active=True).update(**changes) != 1:
            raise PermissionDenied
        return leave(stored, How.DEACTIVATED, actor=actor, named=named).successor


def _decide_for_partner(person: Person, actor: Actor) -> None:
    """Whom their company let go already, and the brand owner deactivates, only the brand owner takes back."""
    if not actor.is_partner:
        Person.objects.filter(pk=person.pk, active=False).update(deactivated_by_brand_owner=True)


@transaction.atomic
def activate_person(person: Person, *, actor: Actor) -> bool:
    """Let somebody work here again; what was handed over stays where it is. False where they are active.

    Raises PermissionDenied; ValidationError for a partner manager where an administrator deactivated them.
    """
    with _keeping(actor):
        stored = _stored(person)
        if stored.active:
            return False
        if not may_change_activity(actor, stored) or stored.moved_to_id:
            raise PermissionDenied
        if not may_activate(actor, stored):
            told = {"company": actor.brand_owner_name, "name": stored.name}
            words = _("%(company)s deactivated %(name)s, so only an administrator there activates them again.")
            raise ValidationError(words % told)
        changes = {"active": True} | ({} if actor.is_partner else {"deactivated_by_brand_owner": False})
        return Person.objects.filter(pk=stored.pk, active=False).update(**changes) == 1


@transaction.atomic
def move_person(
    person: Person, organization: Organization, role: str, *, actor: Actor, named: Person | None = None
) -> Person | None:
    """Let somebody work for another organization, in a role of it: with their sign-in, on no team, reporting to nobody.

    Who they were stays behind, not active, with the past of that company. Returns who they are now; None where they
    work there already or moved before. Raises PermissionDenied; ValidationError by field.
    """
    with _keeping(actor):
        hold_leavings()
        stored = _stored(person)
        if stored.organization_id == organization.pk or stored.moved_to_id:
            return None
        if not may_move(actor, stored):
            raise PermissionDenied
        check_administrator_stays(stored)
        _check_goal(organization)
        new = _newcomer(stored, organization, role)
        # Also somebody who was let go before may still look after partners, or be reported to.
        leave(stored, How.MOVED, actor=actor, named=named)
        new.save()
        Person.objects.filter(pk=stored.pk).update(active=False, moved_to=new, reports_to=None)
        take_along(stored, new)
        return new


def _newcomer(stored: Person, organization: Organization, role: str) -> Person:
    """Who somebody is at another company, unsaved. Raises ValidationError by field."""
    own = ("name", "job_title", "phone", "language", "time_zone", "theme", "density")
    kept = (*own, "active", "deactivated_by_brand_owner")
    new = Person(organization=organization, role=role, **{name: getattr(stored, name) for name in kept})
    check_role(new)
    new.fold_name()
    new.full_clean()
    return new


def _check_goal(organization: Organization) -> None:
    if not organization.active:
        raise ValidationError({"organization": _("This company is not active. Choose another one.")})


def _stored(person: Person) -> Person:
    return Person.objects.select_related("organization", "reports_to").get(pk=person.pk)


@contextmanager
def _keeping(actor: Actor) -> Iterator[None]:
    """Administrators change people as administrators; the brand owner's others have no right on the table."""
    if actor.role != Role.ADMINISTRATOR:
        yield
        return
    with acting_as(actor, administering=True):
        yield
