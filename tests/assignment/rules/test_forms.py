"""What the rule editor refuses, said at the field."""

from __future__ import annotations

from typing import Any

import pytest

from assignment.models import Criterion, CriterionValue, Rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import errors_in, fields_of, page, rows, save
from tests.cast import World

CRITERION = {"compare": "object", "attribute": "amount", "inclusion": "include", "required": "always"}


@pytest.fixture
def rule(world: World) -> Rule:
    with acting_as(SYSTEM):
        return Rule.objects.get(source="territory")


def criterion(rule: Rule, **fields: Any) -> Criterion:
    with acting_as(SYSTEM):
        return Criterion.objects.create(rule=rule, **(CRITERION | fields))


def value(of: Criterion, **content: Any) -> CriterionValue:
    with acting_as(SYSTEM):
        return CriterionValue.objects.create(criterion=of, content=content)


def test_source_by_role_names_the_role(world: World, rule: Rule) -> None:
    client, address = world.client("ada"), page(Rule, "change", rule.pk)
    errors = errors_in(save(client, address, source="role", source_role=""))
    assert errors == {"source_role": ["Choose the role whose people are candidates."]}
    assert list(errors_in(save(client, address, source="role", source_role="partner_rep"))) == ["source_role"]


def test_what_the_source_does_not_use_is_emptied(world: World, rule: Rule) -> None:
    client, address = world.client("ada"), page(Rule, "change", rule.pk)
    assert save(client, address, source="role", source_role="sales_agent").status_code == 302
    both = {"source": "territory", "source_territory": world.territory.pk, "source_role": "sales_agent"}
    assert save(client, address, **both).status_code == 302
    with acting_as(SYSTEM):
        rule.refresh_from_db()
    assert (rule.source_role, rule.source_territory_id) == ("", world.territory.pk)


def test_name_once_a_group_and_dates_in_order(world: World, rule: Rule) -> None:
    client = world.client("ada")
    response = save(client, page(Rule, "add"), name=rule.name, group=rule.group_id)
    assert errors_in(response) == {"name": ["This group has already a rule of this name."]}
    dates = {"activation_0": "2030-02-01", "activation_1": "00:00", "expiration_0": "2030-01-01"}
    response = save(client, page(Rule, "change", rule.pk), **dates, expiration_1="00:00")
    assert errors_in(response) == {"expiration": ["A rule ends after it starts."]}


def test_numbers_have_bounds(world: World, rule: Rule) -> None:
    wrong = {"score": "9" * 20, "passing_score": "much", "sequence": "-1", "response_days": "99999"}
    errors = errors_in(save(world.client("ada"), page(Rule, "change", rule.pk), **wrong))
    assert set(errors) == set(wrong)
    room = rows({"maximum": "0", "score": "1"}, {"maximum": "-3", "score": "1"})
    errors = errors_in(save(world.client("ada"), page(Rule, "change", rule.pk), workload_rules=room))
    assert set(errors) == {"workload_rules-0-maximum", "workload_rules-1-maximum"}


def test_person_listed_once_and_of_the_brand_owner(world: World, rule: Rule) -> None:
    client, address = world.client("ada"), page(Rule, "change", rule.pk)
    twice = rows({"person": world.abe.pk, "score": "0"}, {"person": world.abe.pk, "score": "5"})
    assert "candidates" in errors_in(save(client, address, candidates=twice))
    partner = rows({"person": world.pat.pk, "score": "0"})
    assert list(errors_in(save(client, address, candidates=partner))) == ["candidates-0-person"]


@pytest.mark.parametrize(
    ("compare", "attribute"),
    [("object", "role"), ("person", "amount"), ("organization", "product"), ("object_to_person", "stage")],
)
def test_nothing_to_compare(world: World, rule: Rule, compare: str, attribute: str) -> None:
    wrong = rows(CRITERION | {"compare": compare, "attribute": attribute})
    errors = errors_in(save(world.client("ada"), page(Rule, "change", rule.pk), criteria=wrong))
    ((field, (message,)),) = errors.items()
    assert field.endswith("-attribute")
    assert message.startswith("There is nothing to compare here. This comparison knows: ")


def test_attribute_stays_while_values_hang_on_it(world: World, rule: Rule) -> None:
    value(criterion(rule, position=0), low="5")
    client, address = world.client("ada"), page(Rule, "change", rule.pk)
    fields = fields_of(client.get(address))
    row = next(name for name, picked in fields.items() if picked == ["amount"])
    errors = errors_in(save(client, address, **{row: "employees"}))
    text = "Its values belong to the former choice. Remove them first, on the criterion’s own page."
    assert errors == {row: [text]}


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"low": "", "high": ""}, "low", "Fill in one end at least; an empty one is open."),
        ({"low": "ten"}, "low", "This is not a number. Write it in digits."),
        ({"low": "NaN"}, "low", "This is not a number. Write it in digits."),
        ({"high": "1e400"}, "high", "It may have 18 digits in all."),
        ({"low": "-1"}, "low", "The least is 0."),
        ({"low": "10", "high": "9"}, "high", "The range ends before it starts."),
    ],
)
def test_ranges(world: World, rule: Rule, typed: dict[str, str], field: str, message: str) -> None:
    address = page(Criterion, "change", criterion(rule).pk)
    errors = errors_in(save(world.client("ada"), address, values=rows({"score": "1"} | typed)))
    assert errors == {f"values-0-{field}": [message]}


def test_postal_codes_are_text(world: World, rule: Rule) -> None:
    of = criterion(rule, attribute="postal_code")
    typed = rows({"low": "01067", "high": "01920"})
    assert save(world.client("ada"), page(Criterion, "change", of.pk), values=typed).status_code == 302
    with acting_as(SYSTEM):
        assert of.values.get().content == {"low": "01067", "high": "01920"}


def test_value_outside_its_list(world: World, rule: Rule) -> None:
    address = page(Criterion, "change", criterion(rule, attribute="stage").pk)
    errors = errors_in(save(world.client("ada"), address, values=rows({"choice": "nowhere"})))
    assert list(errors) == ["values-0-choice"]


@pytest.mark.parametrize("content", [{"value": "retired"}, {"value": "pro*"}])
def test_stored_value_without_a_place_in_the_list_is_kept(world: World, rule: Rule, content: dict[str, Any]) -> None:
    of = criterion(rule, attribute="stage")
    stored = value(of, **content)
    client, address = world.client("ada"), page(Criterion, "change", of.pk)
    assert save(client, address, **{"values-0-score": "4"}).status_code == 302
    with acting_as(SYSTEM):
        stored.refresh_from_db()
        assert (stored.content, stored.score) == (content, 4)
    assert save(client, address, **{"values-0-choice": "won"}).status_code == 302
    with acting_as(SYSTEM):
        stored.refresh_from_db()
        assert stored.content == {"value": "won"}


def test_stored_value_that_is_no_range_is_kept(world: World, rule: Rule) -> None:
    of = criterion(rule)
    stored = value(of, value="lots")
    fields = {"values-0-score": "4", "values-0-low": "9"}
    assert save(world.client("ada"), page(Criterion, "change", of.pk), **fields).status_code == 302
    with acting_as(SYSTEM):
        stored.refresh_from_db()
        assert (stored.content, stored.score) == ({"value": "lots"}, 4)


def test_opportunitys_own_values_are_not_listed(world: World, rule: Rule) -> None:
    of = criterion(rule, compare="object_to_person", attribute="product")
    assert "values-TOTAL_FORMS" not in fields_of(world.client("ada").get(page(Criterion, "change", of.pk)))
