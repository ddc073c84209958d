"""What happens to organizations and people that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class PersonPlaced(Event):
    """Somebody of the brand owner is responsible for a territory."""

    person_id: int
    territory_id: int


@dataclass(frozen=True, slots=True)
class PersonDeactivated(Event):
    """Somebody works for their company no longer; what they led is handed over already."""

    person_id: int


@dataclass(frozen=True, slots=True)
class PersonGone(Event):
    """A while after somebody left: what was given to them at that very moment is to be handed on too."""

    person_id: int
