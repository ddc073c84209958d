"""Expertise: factors multiply, minimum ranks, the best matching level counts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from assignment.matching import Compare, Composite, Expertise, Inclusion, Text
from assignment.matching.expertise import Scale
from tests.assignment.matching.building import EXPERTISE, ask, assigned, deal, outcome, person, rule, run, value

ROUTER = deal(attributes={"product": "Router"})


def total(who: Any, criterion: Any, opportunity: Any = ROUTER) -> Any:
    return assigned(run(rule("R1", "abe", criteria=[criterion]), who, opportunity)).get("abe", {}).get("R1")


def router(level: str | None) -> Any:
    return person("abe", skills={"product": {"Router": level}})


@pytest.mark.parametrize(("level", "points"), [("Novice", 8), ("Intermediate", 20), ("Expert", 12), (None, 20)])
def test_20_points_with_factors_40_100_60(level: str | None, points: int) -> None:
    """The factor multiplies the value's score: Intermediate 20, Expert 12."""
    assert total(router(level), ask(Compare.PERSON, "product", value("Router", 20))) == points


@pytest.mark.parametrize(
    ("level", "expected"),
    [("Novice", "removed_required"), ("Intermediate", "assigned"), ("Expert", "assigned"), (None, "removed_required")],
)
def test_minimum_intermediate_novice_fails(level: str | None, expected: str) -> None:
    criterion = ask(Compare.PERSON, "product", value("Router", 20, minimum="Intermediate"))
    result = run(rule("R1", "abe", criteria=[criterion]), router(level))
    assert outcome(result, "R1", "abe") == expected


def test_the_factor_multiplies_the_criterion_where_no_values_are_listed() -> None:
    assert total(router("Expert"), ask(Compare.OBJECT_TO_PERSON, "product", score=20)) == 12


def test_the_factor_leaves_the_criterions_own_score_alone_where_values_are_listed() -> None:
    assert total(router("Novice"), ask(Compare.PERSON, "product", value("Router", 10), score=5)) == 5 + 4


def test_attributes_have_no_factor() -> None:
    who = person("abe", attributes={"product": "Router"})
    assert total(who, ask(Compare.PERSON, "product", value("Router", 20))) == 20


def test_the_best_matching_level_counts_by_factor() -> None:
    who = person("abe", skills={"product": {"Router": "Expert", "Switch": "Intermediate"}})
    both = deal(attributes={"product": ("Router", "Switch")})
    assert total(who, ask(Compare.OBJECT_TO_PERSON, "product", score=20), both) == 20
    assert total(who, ask(Compare.PERSON, "product", value("*", 20))) == 20


def test_the_best_matching_level_counts_among_those_that_reach_the_minimum() -> None:
    who = person("abe", skills={"product": {"Router": "Expert", "Switch": "Intermediate"}})
    assert total(who, ask(Compare.PERSON, "product", value("*", 20, minimum="Expert"))) == 12


def test_include_scores_the_first_matching_value_with_its_own_factor() -> None:
    who = person("abe", skills={"product": {"Router": "Novice", "Switch": "Intermediate"}})
    listed = (value("Router", 20, id_="v1"), value("Switch", 30, id_="v2"))
    assert total(who, ask(Compare.PERSON, "product", *listed)) == 8
    assert total(who, ask(Compare.PERSON, "product", *listed, inclusion=Inclusion.INCLUDE_ALL_MATCHING)) == 8 + 30


def test_an_excluding_criterion_gives_its_own_score_whole() -> None:
    criterion = ask(Compare.OBJECT_TO_PERSON, "product", score=20, inclusion=Inclusion.EXCLUDE)
    assert total(person("abe", skills={"product": {"Switch": "Novice"}}), criterion) == 20


def test_a_composite_value_counts_at_its_weakest_part() -> None:
    who = person("abe", skills={"product": {"Router": "Intermediate"}, "industry": {"medical": "Novice"}})
    whole = Composite((("product", Text("Router")), ("industry", Text("medical"))))
    assert total(who, ask(Compare.PERSON, "", value(whole, 20))) == 8


def test_best_gives_nobody_two_levels() -> None:
    scale = Scale(EXPERTISE)
    novice, expert = scale.number("Novice"), scale.number("Expert")
    assert scale.best([(novice, 0b11), (expert, 0b10)]) == [(expert, 0b10), (novice, 0b01)]


def test_of_equal_factors_the_higher_rank_is_named() -> None:
    scale = Scale(Expertise((("Low", Fraction(1)), ("High", Fraction(1)))))
    assert scale.best([(1, 0b1), (2, 0b1)]) == [(2, 0b1)]


def test_the_weaker_of_two_levels_is_the_one_with_the_lower_factor() -> None:
    scale = Scale(EXPERTISE)
    assert scale.names[scale.weaker(scale.number("Intermediate"), scale.number("Expert"))] == "Expert"
    assert scale.weaker(0, scale.number("Novice")) == scale.number("Novice")


def test_unknown_levels_are_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        Scale(EXPERTISE).number("Guru")
