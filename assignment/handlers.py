"""What assignment does when something happened to an opportunity or a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from assignment.actions import Asked, assign
from assignment.matcher import current_matcher
from assignment.models import AssignmentRun, PersonProfile
from assignment.relevance import is_asked_for
from opportunities.events import OpportunityChanged, OpportunityEntered
from prm.core.outbox.events import handles
from prm.directory.events import PersonPlaced

CLOCKS_DIFFER = timedelta(seconds=3)


def assign_many(events: list[tuple[OpportunityEntered, int]]) -> None:
    """Run the rules for a chunk of new opportunities."""
    assign([Asked(event.opportunity_id, outbox_id, quiet=event.brought_in) for event, outbox_id in events])


@handles(OpportunityEntered, many=assign_many)
def assign_entered(event: OpportunityEntered, outbox_id: int) -> None:
    """Run the rules for a new opportunity."""
    assign([Asked(event.opportunity_id, outbox_id, quiet=event.brought_in)])


def reassign_many(events: list[tuple[OpportunityChanged, int]]) -> None:
    """Run the rules again for those of a chunk whose change an active rule asks for and no run has seen yet."""
    matcher = current_matcher()
    asked = [(event, outbox_id) for event, outbox_id in events if is_asked_for(event.attributes, matcher)]
    newest = AssignmentRun.objects.filter(opportunity_id__in=[event.opportunity_id for event, _ in asked])
    seen = dict(newest.order_by().values_list("opportunity_id").annotate(Max("started_at"))) if asked else {}
    change = AssignmentRun.Trigger.CHANGE
    assign(
        [
            Asked(event.opportunity_id, outbox_id, trigger=change)
            for event, outbox_id in asked
            if not _is_seen(event, seen.get(event.opportunity_id))
        ]
    )


@handles(OpportunityChanged, many=reassign_many)
def reassign_changed(event: OpportunityChanged, outbox_id: int) -> None:
    """Run the rules again, once for all changes until then."""
    reassign_many([(event, outbox_id)])


def _is_seen(event: OpportunityChanged, run: datetime | None) -> bool:
    """A run reads what is committed; two machines' clocks may differ a little."""
    return run is not None and run > datetime.fromisoformat(event.at) + CLOCKS_DIFFER


@handles(PersonPlaced)
def place_person(event: PersonPlaced, outbox_id: int) -> None:
    """Note the territory, unless somebody has noted more of the person already."""
    PersonProfile.objects.get_or_create(person_id=event.person_id, defaults={"territory_id": event.territory_id})
