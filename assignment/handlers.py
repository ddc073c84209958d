"""What assignment does when something happened to an opportunity."""

from __future__ import annotations

from assignment.actions import Asked, assign
from opportunities.events import OpportunityEntered
from prm.core.outbox.events import handles


def assign_many(events: list[tuple[OpportunityEntered, int]]) -> None:
    """Run the rules for a chunk of new opportunities."""
    assign([Asked(event.opportunity_id, outbox_id) for event, outbox_id in events])


@handles(OpportunityEntered, many=assign_many)
def assign_entered(event: OpportunityEntered, outbox_id: int) -> None:
    """Run the rules for a new opportunity."""
    assign([Asked(event.opportunity_id, outbox_id)])
