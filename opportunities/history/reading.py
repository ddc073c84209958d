"""History rows with everything that their words need, for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from opportunities.history import editing_words, revenue_words, team_words, words
from opportunities.history.reasons import why
from opportunities.models import LossReason, Opportunity, OpportunityHistory, Source
from opportunities.stages.shown import ShownStage
from prm.core.actor import Actor
from prm.core.history.words import sentence
from prm.directory.models import Person

PAGE_LENGTH = 100
__all__ = ["ShownEntry", "editing_words", "revenue_words", "shown_history", "team_words", "words"]


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One change in words; `name` is empty where the words name their subject, which is the assignment.

    `by_portal` is a change that nobody made: `name` says so, there is no company.
    """

    at: datetime
    words: str
    name: str
    company: str
    side: str
    by_assignment: bool
    by_portal: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What stored codes and ids are called: people by id, the others by code."""

    names: dict[int, str]
    stages: dict[str, str]
    sources: dict[str, str]
    reasons: dict[str, str]


def shown_history(opportunity: Opportunity, actor: Actor, stages: dict[int, ShownStage]) -> list[ShownEntry]:
    """The newest 100 entries that the actor may read, newest first: two statements, one more a kind of label."""
    rows = OpportunityHistory.objects.of(opportunity).visible_to(actor).select_related("person", "organization")
    entries = list(rows.order_by("-at", "-id")[:PAGE_LENGTH])
    labels = Labels(
        names=_names(entries),
        stages={stage.code: stage.label for stage in stages.values()},
        sources=_labels(Source) if any("source" in entry.parameters.get("changes", {}) for entry in entries) else {},
        reasons=_labels(LossReason) if any("loss_reason" in entry.parameters for entry in entries) else {},
    )
    return [_shown(entry, labels, actor) for entry in entries]


def _names(entries: Iterable[OpportunityHistory]) -> dict[int, str]:
    wanted = {person["person"] for entry in entries for person in entry.parameters.get("people", [])}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _labels(model: type[Source] | type[LossReason]) -> dict[str, str]:
    return {row.code: row.label for row in model.objects.with_labels()}


def _shown(entry: OpportunityHistory, labels: Labels, actor: Actor) -> ShownEntry:
    parameters: dict[str, Any] = dict(entry.parameters)
    for field in ("before", "after"):
        if field in parameters:
            parameters[f"{field}_label"] = labels.stages.get(parameters[field], parameters[field])
    parameters |= {
        "stage_labels": labels.stages,
        "source_labels": labels.sources,
        "reason_labels": labels.reasons,
        "why": why(parameters["reason"], "", actor).text if entry.verb == "assignment.nobody" else "",
        "names": [labels.names.get(person["person"], "") for person in parameters.get("people", [])],
    }
    by_assignment = entry.person is None and entry.verb.startswith("assignment.")
    return ShownEntry(
        at=entry.at,
        words=sentence(entry.verb, parameters),
        name=entry.person.name if entry.person else "" if by_assignment else _("The portal"),
        company=entry.organization.name if entry.organization else "",
        side=entry.organization.kind if entry.organization else "",
        by_assignment=by_assignment,
        by_portal=entry.person is None and not by_assignment,
    )
