"""What comes of assignment that apps above may care about."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class NobodyFound(Event):
    """A run left a rule group without anybody, and without a fallback."""

    opportunity_id: int
    run_id: int
