"""Comparing what came out with `expected`: everything it names, nothing it leaves out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from assignment.cases import CaseFileError, evaluate_case, read_case_file
from assignment.cases.expectations import same
from tests.assignment.cases.test_reader import EXAMPLE

TWO = """
format: 1
cases:
- id: c1
  settings: {add_scores: true}
  opportunity: {id: o1, team: [old]}
  people: [{id: a, load: {open: 1}}, {id: b}, {id: c, capacity: 0}]
  rules:
  - {id: R1, score: 10, passing_score: 20, candidates: [{person: a, score: 5}, {person: b, score: 20}, {person: c}]}
  - {id: R2, candidates: [{person: a}], workload: [{id: W, name: open, score: 100, maximum: 3}]}
  - {id: R3, sequence: 1}
  - {id: R4, filter: one_random, active: false}
  expected: %s
"""


def differences(expected: str, text: str = TWO) -> list[tuple[str, Any, Any]]:
    (case,) = read_case_file(text % expected)
    return [(one.path, one.expected, one.actual) for one in evaluate_case(case).differences]


def test_the_documented_example_comes_out_as_expected() -> None:
    for case in read_case_file(EXAMPLE):
        assert evaluate_case(case).differences == ()


@pytest.mark.parametrize(
    "expected",
    [
        "{}",
        '{assigned: {a: {R2: "200/3"}, b: {R1: 30}}}',
        "{others: {a: {R1: below_passing_score}}}",
        "{others: {c: {R1: removed_capacity}, a: {R1: below_passing_score}}}",
        "{rules: {R1: assigned, R2: assigned, R3: not_evaluated, R4: inactive}}",
        "{lead: a, unassigned: false, memberships: 3}",
        '{sums: {a: "200/3", b: 30}, totals: {a: 66.67, b: 30, c: null}}',
        "{totals: {a: {R1: 15}}}",
        "{components: {a: {R1: {rule: 10, candidate: 5, person: 0}}, b: {candidate: 20, workload: 0}}}",
        "{exactly_one_of: [a, c], never: [c], repeatable: true}",
        "{unassigned: []}",
    ],
)
def test_what_is_as_expected(expected: str) -> None:
    assert differences(expected) == []


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("{assigned: {b: {R1: 30}}}", ("assigned.a", "not assigned", {"R2": "200/3"})),
        ('{assigned: {a: {R2: "200/3"}, b: {R1: 31}}}', ("assigned.b", {"R1": 31}, {"R1": 30})),
        ('{assigned: {a: {R2: "200/3"}, b: {R1: 30}, c: {R1: 1}}}', ("assigned.c", {"R1": 1}, "not assigned")),
        ("{others: {c: {R1: removed_required}}}", ("others.c.R1", "removed_required", "removed_capacity")),
        ("{others: {b: {R1: not_selected}}}", ("others.b.R1", "not_selected", None)),
        ("{rules: {R3: assigned}}", ("rules.R3", "assigned", "not_evaluated")),
        ("{lead: b}", ("lead", "b", "a")),
        ("{lead: null}", ("lead", "nobody", "a")),
        ("{unassigned: true}", ("unassigned", True, False)),
        ("{sums: {b: 31}}", ("sums.b", 31, 30)),
        ("{totals: {b: 31}}", ("totals.b", 31, 30)),
        ("{totals: {b: null}}", ("totals.b", None, 30)),
        ("{components: {b: {candidate: 21}}}", ("components.b.candidate", 21, 20)),
        ("{memberships: 2}", ("memberships", 2, 3)),
        ("{exactly_one_of: [a, b]}", ("exactly_one_of", ["a", "b"], ["a", "b"])),
        ("{never: [a]}", ("never", ["a"], ["a"])),
    ],
)
def test_what_differs(expected: str, found: tuple[str, Any, Any]) -> None:
    assert differences(expected) == [found]


def test_an_empty_others_says_there_are_none() -> None:
    (only,) = differences("{others: {}}")
    assert only[:2] == ("others", {})


def test_a_fallback_person_may_be_left_out_or_has_no_rule() -> None:
    text = TWO.replace("opportunity:", "groups: {G: {fallback: b}}\n  opportunity:").replace(
        "id: R1,", "id: R1, group: G, active: false,"
    )
    for told in ("{a: {R2: 66.67}}", "{a: {R2: 66.67}, b: {}}"):
        assert differences(f"{{assigned: {told}, memberships: 3, unassigned: false}}", text) == []


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("{asigned: {}}", "case c1, path expected.asigned: expected no such key here, but one of assigned, others"),
        ("{assigned: {a: {R1: many}}}", "path expected.assigned.a.R1: expected a number, or a fraction"),
        ("{others: {a: {R1: lost}}}", "path expected.others.a.R1: expected one of assigned, superseded"),
        ("{rules: {R9: assigned}}", "path expected.rules.R9: expected a rule of the case: R"),
        ("{components: {a: {R1: {luck: 1}}}}", "path expected.components.a.R1.luck: expected one of rule, candidate"),
        ("{unassigned: 1}", "path expected.unassigned: expected true or false"),
    ],
)
def test_an_expectation_that_does_not_fit_the_format(expected: str, said: str) -> None:
    with pytest.raises(CaseFileError) as error:
        differences(expected)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("wanted", "actual", "equal"),
    [
        ("66.67", Fraction(200, 3), True),
        ("66.66", Fraction(200, 3), False),
        ("67", Fraction(200, 3), False),
        ("66.67", Fraction("66.671"), False),
        ("66.7", Fraction("66.7"), True),
    ],
)
def test_only_what_no_decimal_can_spell_may_be_rounded(wanted: str, actual: Fraction, equal: bool) -> None:
    assert same(Fraction(wanted), actual) is equal
