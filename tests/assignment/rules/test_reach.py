"""Upper bounds that must never be too low, and what cannot go together."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from assignment.matching import (
    Compare,
    Composite,
    Criterion,
    Expertise,
    Inclusion,
    Listed,
    Range,
    Rule,
    Value,
    WorkloadRule,
    pattern_of,
)
from assignment.rules.reach import highest_score, overlap

LEVELS = Expertise((("Novice", Fraction(2, 5)), ("Expert", Fraction(3, 2))))
VALUES = (Value("1", pattern_of("a"), 5), Value("2", pattern_of("b"), 3), Value("3", pattern_of("c"), -9))


def values(inclusion: Inclusion) -> Rule:
    return Rule(1, criteria=(Criterion("k", Compare.OBJECT, "source", inclusion=inclusion, score=10, values=VALUES),))


@pytest.mark.parametrize(
    ("rule", "highest"),
    [
        (Rule(1, score=7), 7),
        (Rule(1, listed=(Listed(1, 4), Listed(2, 9))), 9),
        (Rule(1, workload=(WorkloadRule("w", "open", 20, 12),)), 20),
        (Rule(1, criteria=(Criterion("k", Compare.OBJECT_TO_PERSON, "product", score=10),)), 15),
        (values(Inclusion.INCLUDE), 15 * Fraction(3, 2)),
        (values(Inclusion.INCLUDE_ALL), 18 * Fraction(3, 2)),
        (values(Inclusion.INCLUDE_ALL_MATCHING), 18 * Fraction(3, 2)),
        (values(Inclusion.EXCLUDE), 10 * Fraction(3, 2)),
    ],
)
def test_highest_score(rule: Rule, highest: Any) -> None:
    assert highest_score(rule, LEVELS) == highest


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (pattern_of("a"), pattern_of("a"), True),
        (pattern_of("a"), pattern_of("b"), False),
        (pattern_of("a*"), pattern_of("ab"), True),
        (pattern_of("a*"), pattern_of("b*"), True),
        (Range(1, 5), Range(5, 9), True),
        (Range(1, 5), Range(6, None), False),
        (Range(None, 5), Range(None, 9), True),
        (Range(1, 5), pattern_of("7"), False),
        (Composite((("product", pattern_of("a")),)), pattern_of("b"), True),
    ],
)
def test_overlap(one: Any, other: Any, both: bool) -> None:
    assert overlap(one, other) is overlap(other, one) is both
