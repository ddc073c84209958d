from __future__ import annotations

from typing import Any

import pytest

from assignment.criterion_words import content_words, criterion_words, listed_values
from assignment.models import Criterion, Rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


@pytest.mark.parametrize(
    ("content", "attribute", "expected"),
    [
        ({"value": "won"}, "stage", "Won"),
        ({"value": "gone"}, "stage", "gone"),
        ({"low": "1000", "high": "2500.5"}, "amount", "1,000 to 2,500.5"),
        ({"high": 20}, "employees", "20 or less"),
        ({"low": "01067", "high": ""}, "postal_code", "01067 or more"),
    ],
)
def test_content(content: dict[str, Any], attribute: str, expected: str) -> None:
    assert content_words(content, attribute, {"won": "Won"}) == expected


def test_several_things_together(world: World) -> None:
    with acting_as(SYSTEM):
        told = content_words({"all": {"stage": "won", "amount": {"low": 5}}}, "stage", {})
    assert told == "Won + amount 5 or more"


@pytest.mark.parametrize(
    ("fields", "values", "expected"),
    [
        ({"compare": "object", "attribute": "stage"}, ["won", "lost"], "the stage is Won or Lost"),
        (
            {"compare": "object", "attribute": "stage", "inclusion": "include_all", "required": "when_available"},
            ["won", "lost", "proposal"],
            "the stage is Won, Lost and Proposal (if known)",
        ),
        (
            {"compare": "person", "attribute": "role", "inclusion": "exclude"},
            ["sales_agent"],
            "the person’s role is not Sales agent (required)",
        ),
        (
            {"compare": "organization", "attribute": "type", "inclusion": "include_all_matching", "required": "never"},
            ["reseller"],
            "the company’s type is Reseller (points for each)",
        ),
        ({"compare": "object", "attribute": "source"}, [], "source (no values yet)"),
        (
            {"compare": "object_to_person", "attribute": "territory", "required": "never", "score": -4},
            [],
            "knows the opportunity’s territory (-4)",
        ),
        (
            {"compare": "object_to_person", "attribute": "product_line", "inclusion": "exclude"},
            [],
            "no expertise in any product line of the opportunity (required)",
        ),
        (
            {"compare": "object_to_person", "attribute": "product_line", "inclusion": "include_all"},
            [],
            "expertise in every product line of the opportunity (required)",
        ),
        (
            {"compare": "object_to_person", "attribute": "territory", "inclusion": "exclude"},
            [],
            "knows no territory of the opportunity (required)",
        ),
        (
            {"compare": "object_to_organization", "attribute": "country"},
            [],
            "the company has the opportunity’s country (required)",
        ),
    ],
)
def test_criterion(world: World, fields: dict[str, Any], values: list[str], expected: str) -> None:
    with acting_as(SYSTEM):
        criterion = Criterion.objects.create(rule=Rule.objects.all()[0], **fields)
        for position, value in enumerate(values):
            criterion.values.create(content={"value": value}, position=position)
        assert criterion_words(criterion) == expected


def test_hint_where_nothing_is_listed(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.all()[0]
        assert (
            listed_values(Criterion(rule=rule, compare="object_to_person", attribute="product"))
            == "the opportunity’s own"
        )
