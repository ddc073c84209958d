"""What happens to opportunities that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class OpportunityEntered(Event):
    """A new opportunity is committed, with its primary on the team."""

    opportunity_id: int
