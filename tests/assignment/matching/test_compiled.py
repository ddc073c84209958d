"""A rule's scores over its common denominator."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assignment.matching import Compare, Listed, RuleGroup, WorkloadRule
from assignment.matching.compiled import CompiledRule, CompiledWorkload
from assignment.matching.expertise import Scale
from assignment.matching.people import People
from tests.assignment.matching.building import EXPERTISE, NOW, ask, busy, person, rule, value

SCALE = Scale(EXPERTISE)


def compiled(**more: object) -> CompiledRule:
    listed = more.pop("listed", ())
    return CompiledRule(
        rule("R1", *listed, **more),  # type: ignore[misc]
        RuleGroup(),
        People([person("abe")[0]], SCALE),
        SCALE,
    )


@pytest.mark.parametrize(
    ("more", "denominator"),
    [
        ({}, 1),
        ({"score": Fraction(1, 2)}, 2),
        ({"passing_score": Fraction(1, 3), "score": Fraction(1, 2)}, 6),
        ({"listed": (Listed("abe", Fraction(1, 7)),)}, 7),
        ({"workload": [busy(100, 12)]}, 3),
        ({"criteria": [ask(Compare.OBJECT_TO_PERSON, "product", score=1)]}, 5),
        ({"criteria": [ask(Compare.PERSON, "product", value("Router", Fraction(1, 4)))]}, 20),
    ],
)
def test_the_common_denominator(more: dict[str, object], denominator: int) -> None:
    assert compiled(**more).denominator == denominator


def test_scores_are_whole_over_it() -> None:
    one = compiled(score=Fraction(1, 2), passing_score=Fraction(2, 3))
    assert (one.score, one.passing_score) == (3, 4)


@pytest.mark.parametrize("load", [0, 1, 5, 7, Fraction(7, 3), 8])
def test_workload_equals_the_formula(load: object) -> None:
    workload = CompiledWorkload(WorkloadRule("w", "open", Fraction(10, 3), 7), 21)
    exact = Fraction(10, 3) * (1 - Fraction(load) / 7) if load <= 7 else 0  # type: ignore[arg-type, operator]
    assert Fraction(workload.points(load)) / 21 == exact  # type: ignore[arg-type]


def test_a_maximum_may_be_a_fraction() -> None:
    workload = CompiledWorkload(WorkloadRule("w", "open", 1, Fraction(5, 2)), 5)
    assert Fraction(workload.points(1), 5) == Fraction(3, 5)


def test_seven_days_without_a_response_window() -> None:
    assert compiled().response_minutes == 7 * 24 * 60
    assert compiled(response_hours=0).response_minutes == 0


def test_listed_people_that_are_not_known_are_left_out() -> None:
    everybody, shares = compiled(listed=(Listed("gone", 5), Listed("abe", 3))).listed_at(NOW)
    assert (everybody, shares) == (1, ((1, 3),))
