"""Adding people to the Sales Team and taking them off by hand.

Every verb on a team first locks the opportunity's row, so that hand-overs and removals at the same moment come one
after the other.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.events import MembersAdded
from opportunities.history.actions import record
from opportunities.models import Member, MemberPeriod, Opportunity
from opportunities.models.child import new
from opportunities.team.permissions import addable, may_add_people, may_remove
from prm.core.actor import Actor
from prm.core.outbox.publish import publish
from prm.directory.models import Person


def hold_team(opportunity: Opportunity) -> None:
    """Lock the opportunity's row until the transaction ends, and read again who is primary."""
    # Without a join: one whose row changed while we waited for the lock would find nothing.
    held = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    opportunity.primary_person = held.primary_person
    opportunity.former_primary_id = held.former_primary_id
    opportunity.version = held.version


@transaction.atomic
def add_member(opportunity: Opportunity, person: Person, *, actor: Actor) -> bool:
    """Put somebody on the team; False where they are on it.

    Raises PermissionDenied; ValidationError for somebody whom the actor may not add.
    """
    if not may_add_people(actor, opportunity):
        raise PermissionDenied
    hold_team(opportunity)
    if Member.objects.of(opportunity).filter(person=person).exists():
        return False
    if not addable(actor, opportunity).filter(pk=person.pk).exists():
        told = {"name": person.name}
        raise ValidationError(
            {"person": _("%(name)s is not among the people you may add. Choose somebody of the list.") % told}
        )
    now = timezone.now()
    join(opportunity, person, actor=actor, at=now)
    record(opportunity, "team.added", actor=actor, at=now, people=[{"person": person.pk}])
    publish(MembersAdded(opportunity_id=opportunity.pk, people=(person.pk,), by=actor.person_id), actor=actor)
    return True


def join(opportunity: Opportunity, person: Person, *, actor: Actor, at: datetime) -> Member:
    """The membership of somebody added by hand, with its period; the verb checks and tells."""
    how = Member.How.BY_HAND
    member = new(Member, opportunity, person=person, how=how, added_by_id=actor.person_id, added_at=at)
    member.save()
    new(MemberPeriod, opportunity, person=person, how=how, since=at).save()
    return member


@transaction.atomic
def remove_member(opportunity: Opportunity, member: Member, *, actor: Actor) -> bool:
    """Take somebody off the team; False where they are off it. Raises PermissionDenied, for the primary too."""
    if not may_remove(actor, opportunity, member):
        raise PermissionDenied
    hold_team(opportunity)
    if not Member.objects.of(opportunity).filter(pk=member.pk).exists():
        return False
    if member.person_id == opportunity.primary_person_id:
        raise PermissionDenied
    now = timezone.now()
    MemberPeriod.objects.of(opportunity).filter(person_id=member.person_id, until=None).update(until=now)
    Member.objects.of(opportunity).filter(pk=member.pk).delete()
    verb = "team.left" if member.person_id == actor.person_id else "team.removed"
    record(opportunity, verb, actor=actor, at=now, people=[{"person": member.person_id}])
    return True
