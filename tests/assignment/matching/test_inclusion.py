"""The tables of inclusion and required, row by row."""

import pytest

from assignment.matching import Inclusion, Required
from assignment.matching.inclusion import keep, keep_when_unstated, meet

A, B, C, D = 1, 2, 4, 8
EVERYBODY = A | B | C | D
FIRST, SECOND = A | B, B | C
"""A has the first value, B both, C the second, D another one."""


def test_include_needs_one_and_scores_the_first_matching() -> None:
    meeting, awarded = meet(Inclusion.INCLUDE, [FIRST, SECOND], EVERYBODY)
    assert meeting == A | B | C
    assert awarded == [(0, A | B), (1, C)]


def test_include_all_matching_scores_every_matching() -> None:
    meeting, awarded = meet(Inclusion.INCLUDE_ALL_MATCHING, [FIRST, SECOND], EVERYBODY)
    assert meeting == A | B | C
    assert awarded == [(0, A | B), (1, B | C)]


def test_include_all_needs_every_value_and_scores_all() -> None:
    meeting, awarded = meet(Inclusion.INCLUDE_ALL, [FIRST, SECOND], EVERYBODY)
    assert meeting == B
    assert awarded == [(0, B), (1, B)]


def test_exclude_needs_none_and_scores_no_value() -> None:
    assert meet(Inclusion.EXCLUDE, [FIRST, SECOND], EVERYBODY) == (D, [])


def test_exclude_is_not_met_by_those_without_the_attribute() -> None:
    assert meet(Inclusion.EXCLUDE, [FIRST], A | C) == (C, [])


def test_nothing_listed_is_met_by_nobody() -> None:
    for inclusion in (Inclusion.INCLUDE, Inclusion.INCLUDE_ALL, Inclusion.INCLUDE_ALL_MATCHING):
        assert meet(inclusion, [], EVERYBODY) == (0, [])


@pytest.mark.parametrize(
    ("required", "differing_stay", "unstated_stay"),
    [
        (Required.ALWAYS, False, False),
        (Required.WHEN_AVAILABLE, False, True),
        (Required.NEVER, True, True),
    ],
)
def test_required(required: Required, differing_stay: bool, unstated_stay: bool) -> None:
    assert (keep(required, A, EVERYBODY) == EVERYBODY) is differing_stay
    assert keep(required, A, EVERYBODY) & A
    assert (keep_when_unstated(required, EVERYBODY) == EVERYBODY) is unstated_stay
