"""Values of several attributes at once: made and edited from pickers, told at the field, never lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assignment.actions import Asked, assign
from assignment.models import Criterion, CriterionValue, Rule, RuleGroup
from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import LineEntry
from opportunities.models import Member
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import errors_in, fields_of, page, rows, save
from tests.assignment.publishing import publish
from tests.cast import World

PREFIX = "values-2"


@pytest.fixture
def of(world: World) -> Criterion:
    with acting_as(SYSTEM):
        rule = Rule.objects.create(group=RuleGroup.objects.get(order=2), name="Both", source="listed", sequence=0)
        rule.candidates.create(person=world.eve)
        return Criterion.objects.create(rule=rule, compare="object", attribute="product")


def contents(of: Criterion) -> list[Any]:
    with acting_as(SYSTEM):
        return list(of.values.values_list("content", flat=True))


def typed(world: World, of: Criterion, *combinations: dict[str, Any], **fields: Any) -> Any:
    added = {PREFIX: rows(*combinations)} if combinations else {}
    return save(world.client("ada"), page(Criterion, "change", of.pk), **added, **fields)


def test_a_product_from_an_amount_on_decides_as_a_whole(world: World, of: Criterion) -> None:
    name = world.product.name
    both = {"picks": [f"product:{name}", "country:United States"], "amount_low": "5,000", "score": "7"}
    assert typed(world, of, both).status_code == 302
    combined = {"all": {"country": "United States", "product": name, "amount": {"low": "5000"}}}
    assert contents(of) == [combined]
    html = world.client("ada").get(page(Rule, "change", of.rule_id)).content.decode()
    assert f"the product is {name} + amount 5,000 or more + country United States (+7)" in html
    publish()
    amounts = {}
    for amount in (4999, 5000):
        line = LineEntry(world.product.pk, Decimal(1), Decimal(amount))
        with acting_as(SYSTEM):
            (deal,) = enter_opportunities([world.entry(lines=(line,))], actor=SYSTEM)
            assign([Asked(deal.pk)])
            amounts[amount] = Member.objects.of(deal).filter(person=world.eve).exists()
    assert amounts == {4999: False, 5000: True}


def test_it_is_changed_and_removed(world: World, of: Criterion) -> None:
    typed(world, of, {"picks": ["stage:won", "type:new"], "amount_low": "5"})
    first = f"{PREFIX}-0-"
    assert typed(world, of, **{f"{first}amount_low": "", f"{first}employees_high": "50"}).status_code == 302
    assert contents(of) == [{"all": {"stage": "won", "type": "new", "employees": {"high": "50"}}}]
    assert typed(world, of, **{f"{first}DELETE": "on"}).status_code == 302
    assert contents(of) == []


def test_single_values_stand_beside_it(world: World, of: Criterion) -> None:
    name = world.product.name
    typed(world, of, {"picks": [f"product:{name}", "stage:won"]}, values=rows({"choice": name, "score": "1"}))
    response = world.client("ada").get(page(Criterion, "change", of.pk))
    assert f"{name} + stage Won" in response.content.decode()
    shown = fields_of(response)
    assert (shown["values-INITIAL_FORMS"], shown[f"{PREFIX}-INITIAL_FORMS"]) == ("1", "1")
    assert set(shown[f"{PREFIX}-0-picks"]) == {f"product:{name}", "stage:won"}
    assert {frozenset(content) for content in contents(of)} == {frozenset({"all"}), frozenset({"value"})}


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ({"picks": ["stage:won"]}, "picks", "A combination has two parts at least. A single value is listed above."),
        ({"score": "4"}, "picks", "A combination has two parts at least. A single value is listed above."),
        ({"picks": ["stage:won", "stage:lost", "type:new"]}, "picks", "pick one stage only"),
        ({"picks": ["stage:nowhere", "type:new"]}, "picks", "stage:nowhere"),
        ({"picks": ["role:sales_agent", "type:new"]}, "picks", "role:sales_agent"),
        ({"picks": ["stage:won"], "amount_low": "lots"}, "amount_low", "This is not a number. Write it in digits."),
        ({"picks": ["stage:won"], "amount_low": "9" * 30}, "amount_low", "It may have 18 digits in all."),
        ({"picks": ["stage:won"], "amount_low": "5", "amount_high": "4"}, "amount_high", "ends before it starts"),
        ({"picks": ["stage:won"], "postal_code_low": "x" * 200}, "postal_code_low", "40"),
    ],
)
def test_what_is_refused_is_said_at_its_field(
    world: World, of: Criterion, row: dict[str, Any], field: str, words: str
) -> None:
    response = typed(world, of, row)
    ((name, (message,)),) = errors_in(response).items()
    assert name == f"{PREFIX}-0-{field}"
    assert words in message
    kept = fields_of(response)
    assert {key: kept[f"{PREFIX}-0-{key}"] for key in row if key != "picks"} == {
        key: value for key, value in row.items() if key != "picks"
    }
    assert contents(of) == []


@pytest.mark.parametrize(
    "content",
    [
        {"all": {"stage": "retired", "type": "new"}},
        {"all": {"product": "Mast*", "amount": {"low": 5}}},
        {"all": ["stage"]},
        {"all": {"moon": "full"}},
    ],
)
def test_what_is_stored_otherwise_is_kept(world: World, of: Criterion, content: dict[str, Any]) -> None:
    with acting_as(SYSTEM):
        stored = CriterionValue.objects.create(criterion=of, content=content)
    assert typed(world, of, **{f"{PREFIX}-0-score": "4"}).status_code == 302
    with acting_as(SYSTEM):
        stored.refresh_from_db()
    assert (stored.content, stored.score) == (content, 4)


def test_of_people_what_they_carry_is_combined(world: World, of: Criterion) -> None:
    with acting_as(SYSTEM):
        Criterion.objects.filter(pk=of.pk).update(compare="person", attribute="product")
    shown = fields_of(world.client("ada").get(page(Criterion, "change", of.pk)))
    assert f"{PREFIX}-TOTAL_FORMS" in shown
    row = {"picks": [f"product:{world.product.name}", "role:sales_agent"], "score": "3"}
    assert typed(world, of, row).status_code == 302
    assert contents(of) == [{"all": {"product": world.product.name, "role": "sales_agent"}}]
    assert "amount_low" not in str(list(fields_of(world.client("ada").get(page(Criterion, "change", of.pk)))))
