"""Reading case files: the documented format, its defaults, and precise errors."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assignment.cases import CaseFileError, read_case_file
from assignment.matching import Composite, Filter, Inclusion, Range, Required, Source, Text

EXAMPLE = (Path(__file__).parent / "workload.yaml").read_text()
SMALLEST = """
format: 1
cases:
- id: c1
  opportunity: {id: o1}
  people: [{id: p1}]
  rules: [{id: R1, candidates: [{person: p1}]}]
  expected: {assigned: {p1: {R1: 0}}}
"""


def read(text: str = SMALLEST) -> Any:
    return read_case_file(text)[0]


def test_the_documented_example() -> None:
    cases = read_case_file(EXAMPLE)
    assert [case.name for case in cases] == [
        "workload-table",
        "workload-table/no-load",
        "workload-table/at-the-maximum",
        "workload-table/above-the-maximum",
        "workload-table/above-the-maximum-not-required",
    ]


def test_defaults() -> None:
    case = read()
    (person,), (rule,), (group,) = case.cast.people, case.rules.rules, case.rules.groups
    standing = case.cast.standings["p1"]
    assert (person.skills, person.attributes) == ((), {})
    assert (standing.active, standing.minutes_to_working_hour, standing.capacity, standing.open_load) == (
        True,
        0,
        None,
        0,
    )
    assert (standing.load, standing.last_assigned, standing.substitute) == ({}, None, None)
    assert (rule.active, rule.exclusive, rule.score, rule.passing_score, rule.lead) == (True, False, 0, 0, True)
    assert (rule.filter, rule.source, rule.named_lead, rule.group) == (
        Filter.ALL_ABOVE_MINIMUM,
        Source.LISTED,
        None,
        None,
    )
    assert (group.id, group.add_scores, group.fallback) == (None, False, None)
    assert case.now == datetime(2026, 1, 1, tzinfo=UTC)
    assert case.rules.expertise.levels == (("Novice", 1), ("Intermediate", 1), ("Expert", 1))


def test_criteria_defaults_and_forms_of_values() -> None:
    text = SMALLEST.replace(
        "{id: R1,",
        "{id: R1, criteria: [{id: K1, compare: object, attribute: a, values: ["
        "{id: V1, value: x}, {id: V2, low: 1}, {id: V3, all: {product: Router, amount: {low: 1000}}}]}],",
    )
    (criterion,) = read(text).rules.rules[0].criteria
    assert (criterion.required, criterion.inclusion, criterion.score) == (Required.ALWAYS, Inclusion.INCLUDE, 0)
    assert [value.pattern for value in criterion.values] == [
        Text("x"),
        Range(1, None),
        Composite((("product", Text("Router")), ("amount", Range(1000, None)))),
    ]


def test_numbers_are_exact_and_words_stay_words() -> None:
    text = SMALLEST.replace("{id: o1}", "{id: o1, attributes: {country: NO, zip: 01234, ratio: 0.1, day: 2026-01-31}}")
    assert read(text).opportunity.attributes == {
        "country": ("NO",),
        "zip": ("01234",),
        "ratio": (Fraction(1, 10),),
        "day": ("2026-01-31",),
        "territory": (),
    }


def test_lines_and_attributes_given_as_mappings_are_revenue_lines() -> None:
    text = SMALLEST.replace(
        "{id: o1}", "{id: o1, lines: [{product: A, amount: 5}], attributes: {line: [{product: B, amount: 7}]}}"
    )
    assert read(text).opportunity.lines == (
        {"product": ("A",), "amount": (5,)},
        {"product": ("B",), "amount": (7,)},
    )


def test_titles_and_notes_are_ignored_at_every_level() -> None:
    assert read(
        SMALLEST.replace("format: 1", "format: 1\ntitle: t\nnotes: [1, 2]").replace("id: c1", "id: c1\n  notes: n")
    )


def test_anchors_and_merge_keys_may_be_used() -> None:
    text = SMALLEST.replace("people: [{id: p1}]", "people: [&p {id: p1, open_load: 3}, {<<: *p, id: p2}]")
    assert read(text).cast.standings["p2"].open_load == 3


def in_rule(more: str) -> str:
    return SMALLEST.replace("{id: R1,", "{id: R1, " + more + ",")


CRITERION = "criteria: [{id: K1, compare: object, attribute: a, values: [{id: V1, value: x}], %s}]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 2", "path format: expected 1"),
        ("format: 1\ncases: []", "path cases: expected at least one case"),
        ("[]", "the file: expected a mapping"),
        ("a: [", "expected YAML: line 1, column 5"),
        ("format: 1\nformat: 1", "line 2: expected each key once, 'format' is there twice"),
        (SMALLEST.replace("format", "fromat"), "path fromat: expected no such key here, but one of format, cases"),
        (SMALLEST.replace("people: [{id: p1}]", "people: [{id: p1, nme: x}]"), "case c1, path people.p1.nme: expected"),
        (SMALLEST.replace("[{id: p1}]", "[{id: p1}, {id: p1}]"), "case c1, path people.p1: expected each id once"),
        (SMALLEST.replace("{person: p1}", "{person: p9}"), "R1.candidates.p9.person: expected a person of this case"),
        (SMALLEST.replace("{person: p1}", "{person: p1}, {person: p1}"), "R1.candidates.p1: expected each person once"),
        (
            SMALLEST.replace("[{id: p1}]", "[{id: p1, substitute: x}]"),
            "people.p1.substitute: expected a person of this",
        ),
        (SMALLEST.replace("[{id: p1}]", "[{id: p1, capacity: -1}]"), "capacity: expected a whole number of at least 0"),
        (SMALLEST.replace("[{id: p1}]", "[{id: p1, active: yes}]"), "people.p1.active: expected true or false"),
        (SMALLEST.replace("[{id: p1}]", "[{id: p1, load: {a: x}}]"), "load.a: expected a number of at least 0"),
        (SMALLEST.replace("[{id: p1}]", "[{id: p1, last_assigned: soon}]"), "last_assigned: expected a date and time"),
        (
            SMALLEST.replace("[{id: p1}]", "[{id: p1, skills: {a: {b: Guru}}}]"),
            "skills.a.b: expected an expertise: Novice",
        ),
        (in_rule("score: -1"), "case c1, path rules.R1.score: expected a score from 0 to 1,000,000"),
        (in_rule("score: 1000001"), "path rules.R1.score: expected a score from 0 to 1,000,000"),
        (in_rule("score: '5'"), "path rules.R1.score: expected a score"),
        (in_rule("filter: best"), "path rules.R1.filter: expected one of all_above_minimum, all_must_assign"),
        (in_rule("sequence: 1.5"), "path rules.R1.sequence: expected a whole number"),
        (in_rule("workload: [{id: W1, name: o, maximum: 0}]"), "workload.W1.maximum: expected a number above 0"),
        (
            SMALLEST.replace(
                "[{id: p1}]", "[{id: p1, load: {open_opportunities: 1}, open_opportunities: [{amount: 1}]}]"
            ),
            "people.p1.load.open_opportunities: expected no number beside the list open_opportunities",
        ),
        (
            SMALLEST.replace("[{id: p1}]", "[{id: p1, open_opportunities: [{amount: -1}]}]"),
            "open_opportunities.1.amount: expected a number of at least 0",
        ),
        (
            in_rule("workload: [{id: W1, name: o, maximum: 1, weighted_by: stage}]"),
            "workload.W1.weights: expected a value, it is missing",
        ),
        (
            in_rule("workload: [{id: W1, name: o, maximum: 1, weighted_by: stage, weights: []}]"),
            "workload.W1.weights: expected a weight at least",
        ),
        (in_rule("workload: [{id: W1, name: o}]"), "workload.W1.maximum: expected a value, it is missing"),
        (
            in_rule(CRITERION % "inclusion: some"),
            "criteria.K1.inclusion: expected one of include, include_all_matching",
        ),
        (in_rule(CRITERION % "required: maybe"), "criteria.K1.required: expected one of always, when_available, never"),
        (in_rule("criteria: [{id: K1, compare: object, attribute: a}]"), "criteria.K1: expected values"),
        (in_rule("criteria: [{id: K1, compare: stars, attribute: a}]"), "criteria.K1.compare: expected one of object"),
        (in_rule("criteria: [{id: K1, compare: person}]"), "criteria.K1"),
        (
            in_rule((CRITERION % "score: 1").replace("compare: object", "compare: object_to_person")),
            "expected no values",
        ),
        (
            in_rule((CRITERION % "score: 1").replace("value: x", "value: x, low: 1")),
            "V1: expected one of value, low and",
        ),
        (
            in_rule((CRITERION % "score: 1").replace("value: x", "all: {}")),
            "V1.all: expected attributes that must match",
        ),
        (SMALLEST.replace("expected:", "notes:"), "case c1: expected the key expected, or variants"),
        (
            SMALLEST.replace("id: c1", "id: c1\n  settings: {expertise_weight: {Guru: 1}}"),
            "expertise_weight.Guru: expected",
        ),
        (
            SMALLEST.replace("id: c1", "id: c1\n  groups: {G: {}}").replace("id: R1,", "id: R1, group: H,"),
            "R1.group: expected",
        ),
        (SMALLEST + "- {id: c1}", "path cases.c1: expected each id once, c1 is there twice"),
        ("x" * 2_000_001, "expected at most 2,000,000 characters"),
        ("[" * 5000, "expected YAML"),
    ],
)
def test_errors_name_case_path_and_expectation(text: str, said: str) -> None:
    with pytest.raises(CaseFileError) as error:
        read_case_file(text)
    assert said in str(error.value)
