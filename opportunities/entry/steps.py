"""The stages of an entry with the moments they began, and the states and history made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from opportunities.entry import rows
from opportunities.entry.records import Entry
from opportunities.entry.reference import ReferenceData
from opportunities.history.actions import entry as history_entry
from opportunities.models import Opportunity, OpportunityHistory, OpportunityState, Stage
from opportunities.states import present_state
from prm.core.actor import Actor

TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage and when it began."""

    stage: Stage
    at: datetime


def entered_at(entry: Entry, reference: ReferenceData, now: datetime) -> datetime:
    """When the opportunity was entered: the beginning of the day named, else now."""
    return rows.start_of(entry.entered_on, reference.time_zone) if entry.entered_on else now


def steps(opportunity: Opportunity, entry: Entry, reference: ReferenceData, now: datetime) -> list[Step]:
    """From the first stage to the present one, each later than the one before.

    A deal that is entered closed and names no stages passed was in the first one until then.
    """
    start = entered_at(entry, reference, now)
    passed = [(reference.stage(row.stage), rows.start_of(row.since, reference.time_zone)) for row in entry.passed]
    if not passed and not opportunity.stage.is_open:
        passed = [(reference.first_stage, start)]
    day = opportunity.closed_on if entry.closed_on else entry.stage_since if passed else entry.entered_on
    present = rows.start_of(day, reference.time_zone) if day else now
    found: list[Step] = []
    for stage, at in [*passed, (opportunity.stage, present if passed else start)]:
        found.append(Step(stage, max(at, found[-1].at + TICK if found else start)))
    return found


def state_rows(opportunity: Opportunity, path: Sequence[Step]) -> list[OpportunityState]:
    """One state a stage, each ending when the next begins."""
    found = []
    for number, step in enumerate(path, 1):
        state = present_state(opportunity, step.at)
        state.stage, state.probability = step.stage, step.stage.probability
        state.until = path[number].at if number < len(path) else None
        found.append(state)
    return found


def history_rows(
    opportunity: Opportunity, entry: Entry, path: Sequence[Step], actor: Actor
) -> list[OpportunityHistory]:
    """That it was entered, and each move. What the system brings is told of the entry's person."""
    found = [history_entry(opportunity, "opportunity.entered", actor=actor, at=path[0].at)]
    for before, after in pairwise(path):
        move = {"before": before.stage.code, "after": after.stage.code, "days": (after.at - before.at).days}
        found.append(history_entry(opportunity, "stage.moved", actor=actor, at=after.at, **move))
    for row in found:
        if actor.is_system:
            row.person_id, row.organization_id = entry.person_id, entry.partner_id
    return found
