"""History rows with everything that their words need, for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from opportunities.history import words
from opportunities.models import Opportunity, OpportunityHistory
from opportunities.stages.shown import ShownStage
from prm.core.actor import Actor
from prm.core.history.words import sentence
from prm.directory.models import Person

PAGE_LENGTH = 100
__all__ = ["ShownEntry", "shown_history", "words"]


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One change in words; `name` and `company` are empty where the assignment did it."""

    at: datetime
    words: str
    name: str
    company: str
    side: str
    by_assignment: bool


def shown_history(opportunity: Opportunity, actor: Actor, stages: dict[int, ShownStage]) -> list[ShownEntry]:
    """The newest 100 entries that the actor may read, newest first: two statements."""
    rows = OpportunityHistory.objects.of(opportunity).visible_to(actor).select_related("person", "organization")
    entries = list(rows.order_by("-at", "-id")[:PAGE_LENGTH])
    names = _names(entries)
    labels = {stage.code: stage.label for stage in stages.values()}
    return [_shown(entry, names, labels) for entry in entries]


def _names(entries: Iterable[OpportunityHistory]) -> dict[int, str]:
    wanted = {person["person"] for entry in entries for person in entry.parameters.get("people", [])}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _shown(entry: OpportunityHistory, names: dict[int, str], labels: dict[str, str]) -> ShownEntry:
    parameters: dict[str, Any] = dict(entry.parameters)
    for field in ("before", "after"):
        if field in parameters:
            parameters[f"{field}_label"] = labels.get(parameters[field], parameters[field])
    parameters["names"] = [names.get(person["person"], "") for person in parameters.get("people", [])]
    by_assignment = entry.person is None and entry.verb.startswith("assignment.")
    return ShownEntry(
        at=entry.at,
        words=sentence(entry.verb, parameters),
        name=entry.person.name if entry.person else "",
        company=entry.organization.name if entry.organization else "",
        side=entry.organization.kind if entry.organization else "",
        by_assignment=by_assignment,
    )
