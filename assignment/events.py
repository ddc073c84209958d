"""What happens to rules that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class RulesPublished(Event):
    """A version of the rules is in force from this commit on."""

    number: int

    handled_by_nobody: ClassVar[str] = "workers ask for the version by themselves; teams that exist stay as they are"
