"""What assignment does when something happened to an opportunity or a person."""

from __future__ import annotations

from assignment.actions import Asked, assign
from assignment.models import PersonProfile
from opportunities.events import OpportunityEntered
from prm.core.outbox.events import handles
from prm.directory.events import PersonPlaced


def assign_many(events: list[tuple[OpportunityEntered, int]]) -> None:
    """Run the rules for a chunk of new opportunities."""
    assign([Asked(event.opportunity_id, outbox_id, quiet=event.brought_in) for event, outbox_id in events])


@handles(OpportunityEntered, many=assign_many)
def assign_entered(event: OpportunityEntered, outbox_id: int) -> None:
    """Run the rules for a new opportunity."""
    assign([Asked(event.opportunity_id, outbox_id, quiet=event.brought_in)])


@handles(PersonPlaced)
def place_person(event: PersonPlaced, outbox_id: int) -> None:
    """Note the territory, unless somebody has noted more of the person already."""
    PersonProfile.objects.get_or_create(person_id=event.person_id, defaults={"territory_id": event.territory_id})
