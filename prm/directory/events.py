"""What happens to organizations and people that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class PersonPlaced(Event):
    """Somebody of the brand owner is responsible for a territory."""

    person_id: int
    territory_id: int
