"""What was planned before, from the history of an opportunity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from opportunities.models import Opportunity, OpportunityHistory
from prm.core.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class PastStep:
    """A next step and who set it; empty words where it was taken away."""

    words: str
    at: datetime
    name: str
    company: str
    side: str


def next_steps(opportunity: Opportunity, actor: Actor) -> list[PastStep]:
    """The newest 100, newest first, the first of all being the one it was entered with: one statement, or two."""
    rows = OpportunityHistory.objects.of(opportunity).visible_to(actor).select_related("person", "organization")
    changes = list(rows.filter(parameters__changes__has_key="next_step").order_by("-at", "-id")[:MOST])
    steps = [_step(entry, entry.parameters["changes"]["next_step"][1]) for entry in changes]
    first = changes[-1].parameters["changes"]["next_step"][0] if changes else opportunity.next_step
    entered = rows.filter(verb="opportunity.entered").first() if first and len(changes) < MOST else None
    return [*steps, _step(entered, first)] if entered else steps


def _step(entry: OpportunityHistory, words: str) -> PastStep:
    company = entry.organization
    return PastStep(
        words=words,
        at=entry.at,
        name=entry.person.name if entry.person else "",
        company=company.name if company else "",
        side=company.kind if company else "",
    )
