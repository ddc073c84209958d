"""Weights of a workload rule, written by an administrator and by a channel manager who owns the group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assignment.models import Rule, RuleGroup, WorkloadRule
from assignment.rules.actions import copy_rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import errors_in, page, rows, save
from tests.cast import World


def agents() -> Rule:
    with acting_as(SYSTEM):
        return Rule.objects.get(source="territory")


@pytest.fixture
def by_amount(world: World) -> WorkloadRule:
    """Written in the rule's own form, which weights come after."""
    workload = rows({"maximum": "12", "score": "20", "weighted_by": "amount"})
    assert save(world.client("ada"), page(Rule, "change", agents().pk), workload_rules=workload).status_code == 302
    with acting_as(SYSTEM):
        return WorkloadRule.objects.select_related("rule").get()


@pytest.fixture
def by_stage(by_amount: WorkloadRule) -> WorkloadRule:
    with acting_as(SYSTEM):
        WorkloadRule.objects.update(weighted_by="stage")
    return by_amount


def weights(workload: WorkloadRule) -> list[tuple[Any, ...]]:
    with acting_as(SYSTEM):
        return list(workload.weights.values_list("low", "high", "stage", "weight"))


def test_the_rule_leads_to_its_weights_and_back_and_is_another_version(world: World, by_amount: WorkloadRule) -> None:
    client, address = world.client("ada"), page(WorkloadRule, "change", by_amount.pk)
    rule = page(Rule, "change", by_amount.rule_id)
    html = client.get(rule).content.decode()
    assert f'href="{address}"' in html
    assert "no weights yet" in html
    assert "its workload is weighted and does not say what counts how much" in html
    bands = rows({"high": "10000", "weight": "0.5"}, {"position": "1", "low": "100000", "weight": "3"})
    response = save(client, address, weights=bands)
    assert response.headers["Location"] == rule
    assert weights(by_amount) == [
        (None, Decimal(10_000), "", Decimal("0.5")), (Decimal(100_000), None, "", Decimal(3)),
    ]  # fmt: skip
    assert agents().version == by_amount.rule.version + 1
    html = client.get(rule).content.decode()
    assert "weighted by amount: 10,000 or less counts 0.5, 100,000 or more counts 3" in html
    assert save(client, address).status_code == 302
    assert agents().version == by_amount.rule.version + 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([{"weight": "1"}], "Say a stage, or from or to which amount."),
        ([{"low": "5", "high": "4", "weight": "1"}], "The amounts end below where they start."),
        ([{"low": "5", "weight": "-1"}], "The least is 0."),
        ([{"high": "5", "weight": "1"}, {"low": "4", "weight": "2"}], "These amounts overlap."),
        ([{"low": "1", "high": "2", "weight": "1"}, {"weight": "2", "low": "1"}], "These amounts overlap."),
        ([{"low": "5", "weight": "0.125"}], "It may have 2 digits behind the point."),
    ],
)
def test_amounts_that_cannot_be(world: World, by_amount: WorkloadRule, typed: list[Any], said: str) -> None:
    response = save(world.client("ada"), page(WorkloadRule, "change", by_amount.pk), weights=rows(*typed))
    assert response.status_code == 200
    assert said in response.content.decode()
    assert weights(by_amount) == []


def test_one_band_may_end_where_the_next_begins(world: World, by_amount: WorkloadRule) -> None:
    bands = rows({"high": "5", "weight": "1"}, {"low": "5", "weight": "2"})
    assert save(world.client("ada"), page(WorkloadRule, "change", by_amount.pk), weights=bands).status_code == 302


def test_stages_are_picked_each_once(world: World, by_stage: WorkloadRule) -> None:
    client, address = world.client("ada"), page(WorkloadRule, "change", by_stage.pk)
    won = {"stage": "won", "weight": "0"}
    twice = save(client, address, weights=rows(won, won))
    assert "A stage counts once: name each stage in one line." in twice.content.decode()
    assert save(client, address, weights=rows(won, {"stage": "proposal", "weight": "2.25"})).status_code == 302
    assert weights(by_stage) == [(None, None, "won", Decimal(0)), (None, None, "proposal", Decimal("2.25"))]


def test_weights_are_removed_before_what_they_belong_to_changes(world: World, by_amount: WorkloadRule) -> None:
    client, address = world.client("ada"), page(Rule, "change", by_amount.rule_id)
    with acting_as(SYSTEM):
        by_amount.weights.create(low=5, weight=1)
    response = save(client, address, **{"workload_rules-0-weighted_by": "stage"})
    assert "Its weights belong to the former choice." in str(errors_in(response)) + response.content.decode()
    with acting_as(SYSTEM):
        by_amount.weights.all().delete()
    assert save(client, address, **{"workload_rules-0-weighted_by": "stage"}).status_code == 302


def test_the_owner_of_the_group_writes_them_and_nobody_elses(world: World, by_amount: WorkloadRule) -> None:
    client, address = world.client("bea"), page(WorkloadRule, "change", by_amount.pk)
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=1).update(owner=world.bea)
    assert client.get(address).status_code in (302, 403)
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
    assert save(client, address, weights=rows({"low": "5", "weight": "2"})).status_code == 302
    assert weights(by_amount) == [(Decimal(5), None, "", Decimal(2))]
    assert client.get(page(WorkloadRule, "history", by_amount.pk)).status_code == 403


def test_a_copied_rule_brings_its_weights(world: World, by_amount: WorkloadRule) -> None:
    with acting_as(SYSTEM):
        by_amount.weights.create(low=5, weight=Decimal("0.25"))
        copy = copy_rule(by_amount.rule_id, actor=SYSTEM)
        assert weights(copy.workload_rules.get()) == weights(by_amount)
