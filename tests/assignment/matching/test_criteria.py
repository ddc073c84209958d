"""The five comparisons, with inclusion, required and missing attributes as a run shows them."""

from __future__ import annotations

from typing import Any

import pytest

from assignment.matching import Compare, Composite, Inclusion, Opportunity, Range, Required, RuleOutcome, Text
from tests.assignment.matching.building import ask, assigned, deal, outcome, person, rule, run, value

ABE = person("abe")
TWO = (value("north", 5, id_="v1"), value("gold", 3, id_="v2"))


def object_run(opportunity: Opportunity, **asked: Any) -> tuple[Any, Any]:
    """(rule outcome, Abe's total) for one comparison with the opportunity."""
    values = asked.pop("values", TWO)
    result = run(
        rule("R1", "abe", criteria=[ask(Compare.OBJECT, "area", *values, score=10, **asked)]), ABE, opportunity
    )
    return result.rule_outcomes["R1"], assigned(result).get("abe", {}).get("R1")


ALL, WHEN, NEVER = Required.ALWAYS, Required.WHEN_AVAILABLE, Required.NEVER


@pytest.mark.parametrize(
    ("required", "area", "expected"),
    [
        (ALL, "north", ("assigned", 15)),
        (ALL, "south", ("failed_object", None)),
        (ALL, (), ("failed_object", None)),
        (WHEN, "north", ("assigned", 15)),
        (WHEN, "south", ("failed_object", None)),
        (WHEN, (), ("assigned", 0)),
        (NEVER, "north", ("assigned", 15)),
        (NEVER, "south", ("assigned", 0)),
        (NEVER, (), ("assigned", 0)),
    ],
)
def test_compare_to_object_by_required(required: Required, area: Any, expected: tuple[str, Any]) -> None:
    assert object_run(deal(attributes={"area": area}), required=required) == expected


@pytest.mark.parametrize(
    ("inclusion", "area", "total"),
    [
        (Inclusion.INCLUDE, ("gold", "north"), 15),
        (Inclusion.INCLUDE, "gold", 13),
        (Inclusion.INCLUDE_ALL_MATCHING, ("gold", "north"), 18),
        (Inclusion.INCLUDE_ALL_MATCHING, "gold", 13),
        (Inclusion.INCLUDE_ALL, ("gold", "north", "other"), 18),
        (Inclusion.INCLUDE_ALL, "north", None),
        (Inclusion.EXCLUDE, "south", 10),
        (Inclusion.EXCLUDE, ("south", "gold"), None),
    ],
)
def test_compare_to_object_by_inclusion(inclusion: Inclusion, area: Any, total: Any) -> None:
    assert object_run(deal(attributes={"area": area}), inclusion=inclusion)[1] == total


@pytest.mark.parametrize(("required", "expected"), [(ALL, "failed_object"), (WHEN, "assigned"), (NEVER, "assigned")])
def test_the_table_of_missing_attributes_is_read_first_exclude_included(required: Required, expected: str) -> None:
    found, total = object_run(deal(), required=required, inclusion=Inclusion.EXCLUDE)
    assert found == expected
    assert total in (None, 0)


def test_a_composite_value_and_its_missing_part() -> None:
    whole = value(Composite((("product", Text("Router")), ("amount", Range(1000, None)))), 5)
    one_line = deal(lines=({"product": "Router", "amount": 1000},))
    two_lines = deal(lines=({"product": "Router", "amount": 1}, {"product": "Switch", "amount": 1000}))
    half = deal(attributes={"product": "Router"})
    assert object_run(one_line, values=(whole,)) == (RuleOutcome.ASSIGNED, 15)
    assert object_run(two_lines, values=(whole,)) == (RuleOutcome.FAILED_OBJECT, None)
    assert object_run(half, values=(whole,), required=WHEN) == (RuleOutcome.ASSIGNED, 0)


def person_run(who: Any, criterion: Any, opportunity: Opportunity | None = None) -> tuple[str | None, Any]:
    """(outcome, total) of Abe."""
    result = run(rule("R1", "abe", criteria=[criterion]), who, opportunity)
    return outcome(result, "R1", "abe"), assigned(result).get("abe", {}).get("R1")


@pytest.mark.parametrize(
    ("required", "languages", "expected"),
    [
        (ALL, ("ENU",), ("assigned", 15)),
        (ALL, ("FRA",), ("removed_required", None)),
        (ALL, (), ("removed_required", None)),
        (WHEN, ("FRA",), ("removed_required", None)),
        (WHEN, (), ("removed_required", None)),
        (NEVER, ("ENU",), ("assigned", 15)),
        (NEVER, ("FRA",), ("assigned", 0)),
        (NEVER, (), ("assigned", 0)),
    ],
)
def test_compare_to_person_by_required(required: Required, languages: Any, expected: tuple[str, Any]) -> None:
    criterion = ask(Compare.PERSON, "language", value("ENU", 5), score=10, required=required)
    assert person_run(person("abe", attributes={"language": languages}), criterion) == expected


@pytest.mark.parametrize(
    ("inclusion", "languages", "total"),
    [
        (Inclusion.INCLUDE, ("FRA", "ENU"), 15),
        (Inclusion.INCLUDE_ALL_MATCHING, ("FRA", "ENU"), 18),
        (Inclusion.INCLUDE_ALL, ("FRA", "ENU"), 18),
        (Inclusion.INCLUDE_ALL, ("FRA",), None),
        (Inclusion.EXCLUDE, ("DEU",), 10),
        (Inclusion.EXCLUDE, ("DEU", "ENU"), None),
        (Inclusion.EXCLUDE, (), None),
    ],
)
def test_compare_to_person_by_inclusion(inclusion: Inclusion, languages: Any, total: Any) -> None:
    listed = (value("ENU", 5, id_="v1"), value("FRA", 3, id_="v2"))
    criterion = ask(Compare.PERSON, "language", *listed, score=10, inclusion=inclusion)
    assert person_run(person("abe", attributes={"language": languages}), criterion)[1] == total


def test_compare_to_person_reads_skill_items_where_there_is_no_such_attribute() -> None:
    criterion = ask(Compare.PERSON, "language", "FRA", score=10)
    skilled = {"language": {"FRA": None}}
    assert person_run(person("abe", skills=skilled), criterion) == ("assigned", 10)
    with_attribute = person("abe", skills=skilled, attributes={"language": ("ENU",)})
    assert person_run(with_attribute, criterion) == ("removed_required", None)


def test_compare_to_organization() -> None:
    criterion = ask(Compare.ORGANIZATION, "tier", value("gold", 5), score=10)
    assert person_run(person("abe", company={"tier": "gold"}), criterion) == ("assigned", 15)
    assert person_run(person("abe", company={"tier": "silver"}), criterion) == ("removed_required", None)
    assert person_run(person("abe"), criterion) == ("removed_required", None)


@pytest.mark.parametrize(
    ("required", "products", "skills", "expected"),
    [
        (ALL, "Router", {"Router": None}, ("assigned", 10)),
        (ALL, ("Switch", "Router"), {"Router": None}, ("assigned", 10)),
        (ALL, "Router", {"Switch": None}, ("removed_required", None)),
        (ALL, "Router", {}, ("removed_required", None)),
        (ALL, (), {"Router": None}, ("removed_required", None)),
        (WHEN, (), {"Router": None}, ("assigned", 0)),
        (WHEN, (), {}, ("assigned", 0)),
        (WHEN, "Router", {}, ("removed_required", None)),
        (NEVER, "Router", {"Router": None}, ("assigned", 10)),
        (NEVER, "Router", {"Switch": None}, ("assigned", 0)),
        (NEVER, "Router", {}, ("assigned", 0)),
        (NEVER, (), {}, ("assigned", 0)),
        (ALL, "Router 500", {"Router*": None}, ("assigned", 10)),
    ],
)
def test_compare_object_to_person(required: Required, products: Any, skills: Any, expected: tuple[str, Any]) -> None:
    criterion = ask(Compare.OBJECT_TO_PERSON, "product", score=10, required=required)
    who = person("abe", skills={"product": skills})
    assert person_run(who, criterion, deal(attributes={"product": products})) == expected


def test_compare_object_to_person_asks_for_skills_not_attributes() -> None:
    criterion = ask(Compare.OBJECT_TO_PERSON, "language", score=10)
    who = person("abe", attributes={"language": ("ENU",)})
    assert person_run(who, criterion, deal(attributes={"language": "ENU"}))[0] == "removed_required"


@pytest.mark.parametrize(
    ("inclusion", "skills", "expected"),
    [
        (Inclusion.INCLUDE_ALL, {"Router": None}, "removed_required"),
        (Inclusion.INCLUDE_ALL, {"Router": None, "Switch": None}, "assigned"),
        (Inclusion.EXCLUDE, {"Router": None}, "removed_required"),
        (Inclusion.EXCLUDE, {"Phone": None}, "assigned"),
        (Inclusion.EXCLUDE, {}, "removed_required"),
    ],
)
def test_the_opportunitys_values_take_the_place_of_listed(inclusion: Inclusion, skills: Any, expected: str) -> None:
    criterion = ask(Compare.OBJECT_TO_PERSON, "product", score=10, inclusion=inclusion)
    who = person("abe", skills={"product": skills})
    assert person_run(who, criterion, deal(attributes={"product": ("Router", "Switch")}))[0] == expected


def test_compare_object_to_organization() -> None:
    criterion = ask(Compare.OBJECT_TO_ORGANIZATION, "industry", score=10)
    medical = deal(attributes={"industry": "medical"})
    assert person_run(person("abe", company={"industry": ("media", "medical")}), criterion, medical)[1] == 10
    assert person_run(person("abe", company={"industry": "media"}), criterion, medical)[0] == "removed_required"
    assert person_run(person("abe"), criterion, medical)[0] == "removed_required"
