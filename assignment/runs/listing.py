"""A page of runs as plain values, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assignment.models import AssignmentRun
from assignment.models.run import AssignmentRunQuerySet
from prm.core.keyset import Page, Sort, instant
from prm.directory.paging import page_of

NEWEST = Sort("started", "started_at", descending=True)
VALUES = (
    "key", "started_at", "milliseconds", "trigger", "outcome", "opportunity__key", "opportunity__name", "partner__name",
    "partner__kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A run as the list shows it."""

    key: str
    at: datetime
    milliseconds: int
    trigger: str
    outcome: str
    is_unassigned: bool
    opportunity: str
    opportunity_key: str
    partner: str
    side: str


def runs_page(found: AssignmentRunQuerySet, cursor: str) -> Page[Row]:
    """25 runs from the cursor on: one statement."""
    page = page_of(found.values(*VALUES), NEWEST, cursor, typed=instant)
    return Page([_row(values) for values in page.rows], page.next_cursor, page.previous_cursor)


def _row(values: dict[str, Any]) -> Row:
    return Row(
        key=values["key"],
        at=values["started_at"],
        milliseconds=values["milliseconds"],
        trigger=str(AssignmentRun.Trigger(values["trigger"]).label),
        outcome=str(AssignmentRun.Outcome(values["outcome"]).label),
        is_unassigned=values["outcome"] == AssignmentRun.Outcome.UNASSIGNED,
        opportunity=values["opportunity__name"],
        opportunity_key=values["opportunity__key"],
        partner=values["partner__name"],
        side=values["partner__kind"],
    )
