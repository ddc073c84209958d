"""What comes of rules and their runs that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class NobodyFound(Event):
    """A run left a rule group without anybody, and without a fallback."""

    opportunity_id: int
    run_id: int


@dataclass(frozen=True, slots=True)
class RulesPublished(Event):
    """A version of the rules is in force from this commit on."""

    number: int

    handled_by_nobody: ClassVar[str] = "workers ask for the version by themselves; teams that exist stay as they are"
