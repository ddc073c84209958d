"""Availability, substitutes, the partner's channel manager, and workload within a rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assignment.matching import Compare, Filter, How, Listed, Source, TeamMember
from tests.assignment.matching.building import ask, assigned, busy, deal, outcome, person, rule, run

WEEK = 7 * 24 * 60
AWAY = {"minutes_to_working_hour": None}


@pytest.mark.parametrize(
    ("hours", "minutes", "expected"),
    [
        (None, 0, "assigned"),
        (None, WEEK, "assigned"),
        (None, WEEK + 1, "removed_availability"),
        (None, None, "removed_availability"),
        (8, 480, "assigned"),
        (8, 481, "removed_availability"),
    ],
)
def test_a_whole_working_hour_within_the_response_window(hours: int | None, minutes: int | None, expected: str) -> None:
    result = run(rule("R1", "abe", response_hours=hours), person("abe", minutes_to_working_hour=minutes))
    assert outcome(result, "R1", "abe") == expected


def test_a_substitute_replaces_somebody_away_as_himself() -> None:
    french = ask(Compare.PERSON, "language", "FRA", score=10)
    abe = person("abe", attributes={"language": "FRA"}, substitute="sue", **AWAY)
    sue = person("sue", attributes={"language": "FRA"})
    result = run(rule("R1", Listed("abe", 99), criteria=[french]), [abe, sue])
    assert assigned(result) == {"sue": {"R1": 10}}
    assert outcome(result, "R1", "abe") == "removed_availability"
    assert result.memberships[0].how is How.SUBSTITUTE


@pytest.mark.parametrize(
    ("sue", "expected"),
    [
        ({"attributes": {"language": "ENU"}}, "removed_required"),
        ({"attributes": {"language": "FRA"}, **AWAY}, "removed_availability"),
        ({"attributes": {"language": "FRA"}, "capacity": 1, "open_load": 1}, "removed_capacity"),
        ({"attributes": {"language": "FRA"}, "active": False}, None),
        ({"attributes": {"language": "FRA"}, "partner": "harborline"}, None),
    ],
)
def test_a_substitute_must_pass_as_himself(sue: dict[str, Any], expected: str | None) -> None:
    french = ask(Compare.PERSON, "language", "FRA")
    abe = person("abe", attributes={"language": "FRA"}, substitute="sue", **AWAY)
    result = run(rule("R1", "abe", criteria=[french]), [abe, person("sue", **sue)])
    assert assigned(result) == {}
    assert outcome(result, "R1", "sue") == expected


def test_substitution_is_one_step() -> None:
    people = [person("abe", substitute="sue", **AWAY), person("sue", substitute="tom", **AWAY), person("tom")]
    assert assigned(run(rule("R1", "abe"), people)) == {}


def test_substitutes_in_a_circle_end() -> None:
    people = [person("abe", substitute="sue", **AWAY), person("sue", substitute="abe", **AWAY)]
    assert assigned(run(rule("R1", "abe", "sue"), people)) == {}


def test_never_twice_the_same_person() -> None:
    people = [person("abe", substitute="sue", **AWAY), person("ben", substitute="sue", **AWAY), person("sue")]
    result = run(rule("R1", "abe", "ben", Listed("sue", 5)), people)
    assert assigned(result) == {"sue": {"R1": 5}}
    assert result.memberships[0].how is How.RULE


def test_nobody_unfit_is_replaced() -> None:
    french = ask(Compare.PERSON, "language", "FRA")
    people = [person("abe", substitute="sue", **AWAY), person("sue", attributes={"language": "FRA"})]
    assert assigned(run(rule("R1", "abe", criteria=[french]), people)) == {}


MANAGER = rule("R1", source=Source.CHANNEL_MANAGER)
MANAGED = deal(partner="cardinal", channel_manager="bea")


def test_the_channel_manager_is_added_whatever_capacity_availability_and_answer() -> None:
    bea = person("bea", capacity=1, open_load=9, **AWAY)
    declined = deal(partner="cardinal", channel_manager="bea", declined=frozenset({"bea"}))
    for opportunity in (MANAGED, declined):
        result = run(rule("R1", source=Source.CHANNEL_MANAGER, response_hours=24), bea, opportunity)
        assert set(assigned(result)) == {"bea"}
        assert result.memberships[0].response_hours is None


@pytest.mark.parametrize("kind", list(Filter))
def test_the_substitute_comes_beside_the_channel_manager(kind: Filter) -> None:
    people = [person("bea", substitute="sue", **AWAY), person("sue")]
    result = run(rule("R1", source=Source.CHANNEL_MANAGER, filter=kind), people, MANAGED)
    assert {one.person: str(one.how) for one in result.memberships} == {"bea": "rule", "sue": "substitute"}


def test_a_channel_manager_who_is_there_needs_no_substitute() -> None:
    assert set(assigned(run(MANAGER, [person("bea", substitute="sue"), person("sue")], MANAGED))) == {"bea"}


def test_the_substitute_beside_must_pass_as_himself() -> None:
    sue = person("sue", **AWAY)
    assert set(assigned(run(MANAGER, [person("bea", substitute="sue", **AWAY), sue], MANAGED))) == {"bea"}


def test_the_substitute_is_asked_for_before_workload_and_joins_only_with_the_channel_manager() -> None:
    bea = person("bea", substitute="sue", load={"open_opportunities": 3}, **AWAY)
    result = run(replace(MANAGER, workload=(busy(10, 2),)), [bea, person("sue")], MANAGED)
    assert {one: outcome(result, "R1", one) for one in ("bea", "sue")} == {
        "bea": "removed_workload",
        "sue": "not_selected",
    }


def test_an_inactive_channel_manager_is_not_added() -> None:
    assert assigned(run(MANAGER, person("bea", active=False), MANAGED)) == {}


@pytest.mark.parametrize(("load", "points"), [(0, 100), (1, 50), (2, 0)])
def test_workload_of_100_points_and_maximum_2(load: int, points: int) -> None:
    result = run(rule("R1", "abe", workload=[busy(100, 2)]), person("abe", load={"open_opportunities": load}))
    assert assigned(result) == {"abe": {"R1": points}}


def test_workload_above_the_maximum_is_out() -> None:
    result = run(rule("R1", "abe", workload=[busy(100, 2)]), person("abe", load={"open_opportunities": 3}))
    assert outcome(result, "R1", "abe") == "removed_workload"


def test_workload_above_the_maximum_is_0_where_not_required_and_never_negative() -> None:
    loaded = person("abe", load={"open_opportunities": 30})
    result = run(rule("R1", "abe", score=1, workload=[busy(100, 2, required=False)]), loaded)
    assert assigned(result) == {"abe": {"R1": 1}}


def test_several_workload_rules_add_up() -> None:
    loaded = person("abe", load={"open_opportunities": 1, "open_service_requests": 3})
    both = [busy(100, 2), busy(40, 4, name="open_service_requests")]
    assert assigned(run(rule("R1", "abe", workload=both), loaded)) == {"abe": {"R1": 60}}


def test_any_of_several_workload_rules_takes_out() -> None:
    loaded = person("abe", load={"open_service_requests": 5})
    both = [busy(100, 2), busy(40, 4, name="open_service_requests")]
    assert outcome(run(rule("R1", "abe", workload=both), loaded), "R1", "abe") == "removed_workload"


def test_workload_is_exact_in_thirds_and_with_weighted_load() -> None:
    thirds = run(rule("R1", "abe", workload=[busy(100, 3)]), person("abe", load={"open_opportunities": 1}))
    assert assigned(thirds) == {"abe": {"R1": Fraction(200, 3)}}
    weighted = person("abe", load={"open_opportunities": Fraction(1, 7)})
    assert assigned(run(rule("R1", "abe", workload=[busy(1, 3)]), weighted)) == {"abe": {"R1": Fraction(20, 21)}}


def test_load_and_capacity_are_without_this_opportunity() -> None:
    abe = person("abe", capacity=2, open_load=2, load={"open_opportunities": 2})
    member = TeamMember("abe", by_rule=True, counted_open=1, counted_load={"open_opportunities": 1})
    result = run(rule("R1", "abe", workload=[busy(100, 2)]), abe, deal(team=(member,)))
    assert assigned(result) == {"abe": {"R1": 50}}
