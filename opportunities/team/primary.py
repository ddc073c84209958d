"""Who leads an opportunity: handing the primary on, over to the brand owner, and back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.events import PrimaryHanded
from opportunities.history.actions import record
from opportunities.models import Member, Opportunity
from opportunities.team.by_hand import hold_team, join
from opportunities.team.permissions import (
    is_handed_over,
    may_become_primary,
    may_hand_back,
    may_hand_over,
    may_hand_primary,
)
from prm.core.actor import Actor, Role
from prm.core.outbox.publish import publish
from prm.directory.models import Person


class AlreadyHandedOn(ValidationError):
    """Somebody else became primary since the page was shown."""


@transaction.atomic
def hand_primary(opportunity: Opportunity, member: Member, *, actor: Actor, before: int) -> bool:
    """Make a member primary in place of the person `before`; False where they are it.

    Raises PermissionDenied; AlreadyHandedOn where `before` is primary no longer; ValidationError for somebody who
    cannot lead it.
    """
    if not may_hand_primary(actor, opportunity):
        raise PermissionDenied
    hold_team(opportunity)
    if opportunity.primary_person_id == member.person_id:
        return False
    if opportunity.primary_person_id != before:
        told = {"name": opportunity.primary_person.name}
        raise AlreadyHandedOn(
            _("Somebody made %(name)s primary while you looked at it. Look at the team again.") % told
        )
    if not may_hand_primary(actor, opportunity):
        raise PermissionDenied
    there = Member.objects.of(opportunity).filter(pk=member.pk).exists()
    if not there or not may_become_primary(opportunity, member):
        raise ValidationError(_("%(name)s cannot lead this. Choose somebody else.") % {"name": member.person.name})
    _lead(opportunity, member.person, how="on", actor=actor)
    record(opportunity, "primary.handed", actor=actor, at=timezone.now(), people=[{"person": member.person_id}])
    return True


@transaction.atomic
def hand_over(opportunity: Opportunity, *, actor: Actor) -> Person:
    """Give a partner's deal to the brand owner: its lead, else the channel manager, becomes primary. The partner keeps
    the credit, and the person who led it stays on the team.

    Raises PermissionDenied; ValidationError where there is nobody to take it.
    """
    if not may_hand_over(actor, opportunity):
        raise PermissionDenied
    hold_team(opportunity)
    if is_handed_over(opportunity):
        raise PermissionDenied
    person = taker(opportunity)
    if person is None:
        raise ValidationError(
            _("Nobody of the brand owner can take it: there is no lead and no channel manager. Ask an administrator.")
        )
    _put_on_team(opportunity, person, actor)
    _lead(opportunity, person, how="over", actor=actor)
    record(opportunity, "primary.handed_over", actor=actor, at=timezone.now(), people=[{"person": person.pk}])
    return person


@transaction.atomic
def hand_back(opportunity: Opportunity, *, actor: Actor) -> Person:
    """Give a deal back to its partner: who led it before, else a manager of the partner, becomes primary.

    Raises PermissionDenied; ValidationError where the partner has nobody to take it.
    """
    if not may_hand_back(actor, opportunity):
        raise PermissionDenied
    hold_team(opportunity)
    if not is_handed_over(opportunity):
        raise PermissionDenied
    person = taker_back(opportunity)
    if person is None:
        raise ValidationError(_("The partner has nobody to take it. Ask for a partner manager to be invited first."))
    _put_on_team(opportunity, person, actor)
    _lead(opportunity, person, how="back", actor=actor)
    record(opportunity, "primary.handed_back", actor=actor, at=timezone.now(), people=[{"person": person.pk}])
    return person


def taker(opportunity: Opportunity) -> Person | None:
    """Who of the brand owner would take a deal over: its lead there, else the partner's channel manager."""
    lead = Member.objects.of(opportunity).filter(is_lead=True, person__active=True).select_related("person").first()
    if lead is not None:
        return lead.person
    manager = opportunity.partner.channel_manager
    return manager if manager is not None and manager.active else None


def taker_back(opportunity: Opportunity) -> Person | None:
    """Who of the partner would get a deal back."""
    colleagues = Person.objects.active().filter(organization_id=opportunity.partner_id)
    former = colleagues.filter(pk=opportunity.former_primary_id).first()
    return former or colleagues.filter(role=Role.PARTNER_MANAGER).order_by("pk").first()


def _put_on_team(opportunity: Opportunity, person: Person, actor: Actor) -> None:
    if not Member.objects.of(opportunity).filter(person=person).exists():
        join(opportunity, person, actor=actor, at=timezone.now())


def _lead(opportunity: Opportunity, person: Person, *, how: str, actor: Actor) -> None:
    """Write the primary of an opportunity whose row is locked, and tell of it; `how` as in the event."""
    version, before = opportunity.version + 1, opportunity.primary_person
    former = before if how == "over" else None
    Opportunity.objects.filter(pk=opportunity.pk).update(
        primary_person=person, former_primary=former, version=version, updated_at=timezone.now()
    )
    opportunity.primary_person, opportunity.former_primary, opportunity.version = person, former, version
    handed = PrimaryHanded(
        opportunity_id=opportunity.pk, person=person.pk, former=before.pk, how=how, by=actor.person_id
    )
    publish(handed, actor=actor)
