from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from opportunities.entry.records import PassedStage
from opportunities.entry.steps import Step, history_rows, state_rows, steps
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM, Actor, Role, Side
from tests.opportunities.entry.reference import an_entry, reference_data

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
CHICAGO = ZoneInfo("America/Chicago")
PAT = Actor(role=Role.PARTNER_REP, side=Side.PARTNER, person_id=5, organization_id=1)


def path_of(stage: str = "prospecting", **fields: Any) -> list[tuple[str, datetime]]:
    entry, reference = an_entry(stage=stage, **fields), reference_data()
    opportunity = Opportunity(stage=reference.stages[stage], closed_on=fields.get("closed_on"))
    return [(step.stage.code, step.at) for step in steps(opportunity, entry, reference, NOW)]


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=CHICAGO)


def test_entered_now() -> None:
    assert path_of() == [("prospecting", NOW)]


def test_entered_in_the_past_in_the_zone_of_the_brand_owner() -> None:
    assert path_of("proposal", entered_on=date(2026, 3, 2)) == [("proposal", day(3, 2))]


def test_closed_in_the_past_was_in_the_first_stage_before() -> None:
    path = path_of("won", entered_on=date(2026, 3, 2), closed_on=date(2026, 4, 9))
    assert path == [("prospecting", day(3, 2)), ("won", day(4, 9))]


def test_entered_and_closed_on_one_day() -> None:
    path = path_of("lost", entered_on=date(2026, 3, 2), closed_on=date(2026, 3, 2))
    assert path == [("prospecting", day(3, 2)), ("lost", day(3, 2) + timedelta(seconds=1))]


def test_entered_closed_without_days() -> None:
    assert path_of("won") == [("prospecting", NOW), ("won", NOW + timedelta(seconds=1))]


def test_stages_passed() -> None:
    passed = (PassedStage("prospecting", date(2026, 3, 2)), PassedStage("proposal", date(2026, 3, 20)))
    path = path_of("won", entered_on=date(2026, 3, 2), closed_on=date(2026, 4, 9), passed=passed)
    assert path == [("prospecting", day(3, 2)), ("proposal", day(3, 20)), ("won", day(4, 9))]


def test_open_deal_with_a_stage_passed() -> None:
    passed = (PassedStage("prospecting", date(2026, 3, 2)),)
    path = path_of("proposal", entered_on=date(2026, 3, 2), stage_since=date(2026, 5, 4), passed=passed)
    assert path == [("prospecting", day(3, 2)), ("proposal", day(5, 4))]


def a_path(*stages: tuple[str, datetime]) -> list[Step]:
    reference = reference_data()
    return [Step(reference.stages[code], at) for code, at in stages]


def test_states_follow_each_other_without_a_gap() -> None:
    path = a_path(("prospecting", day(3, 2)), ("proposal", day(3, 20)), ("won", day(4, 9)))
    opportunity = Opportunity(pk=9, partner_id=1, stage=path[-1].stage, probability=100, amount_company=50)
    states = state_rows(opportunity, path)
    assert [(state.stage.code, state.probability, state.since, state.until) for state in states] == [
        ("prospecting", 10, day(3, 2), day(3, 20)),
        ("proposal", 50, day(3, 20), day(4, 9)),
        ("won", 100, day(4, 9), None),
    ]
    assert {(state.opportunity_id, state.partner_id, state.amount_company) for state in states} == {(9, 1, 50)}


def test_history_tells_every_move() -> None:
    path = a_path(("prospecting", day(3, 2)), ("proposal", day(3, 20)))
    opportunity = Opportunity(pk=9, partner_id=1)
    rows = history_rows(opportunity, an_entry(), path, PAT)
    assert [(row.verb, row.at, row.parameters, row.person_id) for row in rows] == [
        ("opportunity.entered", day(3, 2), {}, 5),
        ("stage.moved", day(3, 20), {"before": "prospecting", "after": "proposal", "days": 18}, 5),
    ]


def test_what_the_system_brings_is_told_of_the_persons_of_the_entry() -> None:
    rows = history_rows(Opportunity(pk=9, partner_id=1), an_entry(), a_path(("won", NOW)), SYSTEM)
    assert [(row.person_id, row.organization_id) for row in rows] == [(2, 1)]
