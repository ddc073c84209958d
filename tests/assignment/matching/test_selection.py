"""The four filters, the threshold, and ties."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from assignment.matching import Filter, Listed
from tests.assignment.matching.building import NOW, assigned, busy, deal, outcome, person, rule, run

THREE = [person("abe"), person("ben"), person("cat")]


def chosen(kind: Filter, passing_score: Any, scores: dict[str, Any], people: Any = THREE, **more: Any) -> Any:
    """(assigned people in order, outcome of the others)."""
    listed = [Listed(name, score) for name, score in scores.items()]
    result = run(rule("R1", *listed, filter=kind, passing_score=passing_score), people, **more)
    others = {name: outcome(result, "R1", name) for name in scores if name not in assigned(result)}
    return [one.person for one in result.memberships], others


def test_all_above_minimum_takes_those_at_the_passing_score_too() -> None:
    found = chosen(Filter.ALL_ABOVE_MINIMUM, 50, {"abe": 50, "ben": 51, "cat": Fraction(4999, 100)})
    assert found == (["ben", "abe"], {"cat": "below_passing_score"})


def test_all_must_assign_takes_the_single_best_when_nobody_reaches_it() -> None:
    assert chosen(Filter.ALL_MUST_ASSIGN, 50, {"abe": 10, "ben": 30, "cat": 20}) == (
        ["ben"],
        {"abe": "below_passing_score", "cat": "below_passing_score"},
    )


def test_all_must_assign_takes_all_who_reach_it() -> None:
    assert chosen(Filter.ALL_MUST_ASSIGN, 20, {"abe": 10, "ben": 30, "cat": 20}) == (
        ["ben", "cat"],
        {"abe": "below_passing_score"},
    )


def test_must_assign_waives_the_threshold_only() -> None:
    for refused in ({"capacity": 0}, {"minutes_to_working_hour": None}):
        assert chosen(Filter.ALL_MUST_ASSIGN, 50, {"abe": 10}, [person("abe", **refused)])[0] == []


def test_one_best_fit_only_if_it_reaches_it() -> None:
    assert chosen(Filter.ONE_BEST_FIT, 50, {"abe": 60, "ben": 70, "cat": 10}) == (
        ["ben"],
        {"abe": "not_selected", "cat": "below_passing_score"},
    )
    assert chosen(Filter.ONE_BEST_FIT, 80, {"abe": 60, "ben": 70})[0] == []


def test_one_random_among_those_who_reach_it() -> None:
    names = Counter(
        chosen(Filter.ONE_RANDOM, 50, {"abe": 50, "ben": 90, "cat": 10}, opportunity=deal(key=f"o{number}"))[0][0]
        for number in range(200)
    )
    assert set(names) == {"abe", "ben"}
    assert min(names.values()) > 60


def test_one_random_is_the_same_again_whatever_the_load_and_order() -> None:
    scores = {"abe": 50, "ben": 60, "cat": 70}
    first = chosen(Filter.ONE_RANDOM, 50, scores)[0]
    for load in range(5):
        loaded = [person(name, open_load=load * number, last_assigned=NOW) for number, name in enumerate(scores)]
        assert chosen(Filter.ONE_RANDOM, 50, dict(reversed(scores.items())), loaded[::-1])[0] == first


def test_one_random_stays_when_somebody_else_drops_out() -> None:
    for number in range(20):
        opportunity = deal(key=f"o{number}")
        first = chosen(Filter.ONE_RANDOM, 0, {"abe": 0, "ben": 0, "cat": 0}, opportunity=opportunity)[0][0]
        gone = next(name for name in ("abe", "ben", "cat") if name != first)
        people = [person(name, active=name != gone) for name in ("abe", "ben", "cat")]
        assert chosen(Filter.ONE_RANDOM, 0, {"abe": 0, "ben": 0, "cat": 0}, people, opportunity=opportunity)[0] == [
            first
        ]


def test_one_random_draws_anew_for_another_version() -> None:
    drawn = {
        run(rule("R1", "abe", "ben", "cat", filter=Filter.ONE_RANDOM, version=version), THREE).memberships[0].person
        for version in range(20)
    }
    assert drawn == {"abe", "ben", "cat"}


@pytest.mark.parametrize(
    ("abe", "ben", "best"),
    [
        ({"last_assigned": NOW}, {"last_assigned": NOW - timedelta(microseconds=1)}, "ben"),
        ({"last_assigned": NOW - timedelta(days=9)}, {}, "ben"),
        ({"last_assigned": NOW - timedelta(days=9), "open_load": 0}, {"open_load": 9}, "ben"),
        ({"open_load": 3}, {"open_load": 2}, "ben"),
        ({"last_assigned": NOW, "open_load": 3}, {"last_assigned": NOW, "open_load": 2}, "ben"),
        ({}, {}, "abe"),
    ],
)
def test_ties_go_to_the_least_recently_assigned_then_lowest_load_then_id(abe: Any, ben: Any, best: str) -> None:
    people = [person("abe", **abe), person("ben", **ben)]
    assert chosen(Filter.ONE_BEST_FIT, 0, {"abe": 5, "ben": 5}, people)[0] == [best]


def test_ties_never_go_by_the_order_in_which_people_are_given() -> None:
    for people in (THREE, THREE[::-1]):
        assert chosen(Filter.ALL_ABOVE_MINIMUM, 0, {"cat": 0, "ben": 0, "abe": 0}, people)[0] == ["abe", "ben", "cat"]


def test_the_threshold_is_compared_without_rounding() -> None:
    loaded = person("abe", load={"open_opportunities": 1})
    at = run(rule("R1", "abe", passing_score=Fraction(200, 3), workload=[busy(100, 3)]), loaded)
    above = run(rule("R1", "abe", passing_score=Fraction("66.67"), workload=[busy(100, 3)]), loaded)
    assert outcome(at, "R1", "abe") == "assigned"
    assert outcome(above, "R1", "abe") == "below_passing_score"
