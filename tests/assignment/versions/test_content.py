from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignment.models import CriterionValue, ExpertiseLevel, Rule, RuleCandidate, RuleGroup, WorkloadRule
from assignment.rulebook import contradiction_in, readable
from assignment.sentences import sentence
from assignment.versions.content import content_of, digest, draft, groups_in, rules_in, says_the_same
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


def everything(scene: Scene) -> Rule:
    """A rule with one of each kind of part."""
    group = RuleGroup.objects.create(name="Extra", order=9, owner=scene.people["bea"], fallback=scene.people["bob"])
    rule = Rule.objects.create(
        group=group, name="All of it", activation=timezone.now(), source="territory", source_territory=scene.bavaria,
        named_lead=scene.people["abe"],
    )  # fmt: skip
    criterion = rule.criteria.create(compare="person", attribute="product", score=3)
    expert = ExpertiseLevel.objects.get(name="Expert")
    CriterionValue.objects.create(criterion=criterion, content={"value": "Router"}, minimum_level=expert)
    RuleCandidate.objects.create(rule=rule, person=scene.people["abe"], score=7)
    workload = WorkloadRule.objects.create(rule=rule, maximum=12, score=8, weighted_by="amount")
    workload.weights.create(high=Decimal("9999.5"), weight=Decimal("0.5"))
    return rule


def test_what_is_read_back_writes_the_same_and_reads_the_same(scene: Scene) -> None:
    with acting_as(SYSTEM):
        everything(scene)
        content = json.loads(json.dumps(draft()))
        groups = groups_in(content)
        assert content_of(groups) == content == draft()
        assert digest(content_of(groups)) == digest(content)
        stored = {rule.pk: (sentence(rule), readable(rule)) for rule in Rule.objects.all()}
        assert {rule.pk: (sentence(rule), readable(rule)) for rule in rules_in(groups)} == stored


def test_statements_do_not_grow_with_the_rules(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting_as(SYSTEM):
        everything(scene)
        with django_assert_num_queries(7):
            content = draft()
        with django_assert_num_queries(3):
            groups_in(content)
        for number in range(3):
            Rule.objects.create(group=RuleGroup.objects.get(name="Extra"), name=f"Rule {number}")
        with django_assert_num_queries(7):
            draft()


@pytest.mark.parametrize(("gone", "code"), [("source_territory_id", "unreadable"), ("minimum_level_id", "unreadable")])
def test_a_place_or_level_that_is_gone_leaves_the_rule_out(scene: Scene, gone: str, code: str) -> None:
    """And never turns it into one about the opportunity's own territory, or about everybody's level."""
    with acting_as(SYSTEM):
        everything(scene)
        content = draft()
        rule = content["groups"][-1]["rules"][0]
        record: dict[str, Any] = rule if gone in rule else rule["criteria"][0]["values"][0]
        record[gone] = 10**9
        found = contradiction_in(rules_in(groups_in(content))[-1])
    assert found is not None
    assert found.code == code


def test_people_who_are_gone_are_left_out(scene: Scene) -> None:
    with acting_as(SYSTEM):
        everything(scene)
        content = draft()
        group = content["groups"][-1]
        group["owner_id"] = group["rules"][0]["named_lead_id"] = 10**9
        group["rules"][0]["candidates"][0]["person_id"] = 10**9
        read = groups_in(content)[-1]
    (rule,) = rules_in([read])
    assert (read.owner, rule.named_lead, list(rule.candidates.all())) == (None, None, [])


def test_a_column_that_an_old_version_does_not_know_has_its_default(scene: Scene) -> None:
    with acting_as(SYSTEM):
        content = draft()
        first = content["groups"][0]["rules"][0]
        del first["filter"]
        first["left_long_ago"] = 1
        rule = rules_in(groups_in(content))[0]
    assert rule.filter == Rule.Filter.ALL_ABOVE_MINIMUM


def test_a_column_that_came_since_is_no_change(scene: Scene) -> None:
    with acting_as(SYSTEM):
        everything(scene)
        content = draft()
        Rule.objects.filter(name="All of it").get().workload_rules.update(weighted_by="")
        before = draft()
        (workload,) = before["groups"][-1]["rules"][0]["workload_rules"]
        del workload["weighted_by"]
        assert says_the_same(before, draft())
        assert not says_the_same(content, draft())


def test_how_often_a_rule_was_changed_says_nothing(scene: Scene) -> None:
    with acting_as(SYSTEM):
        before = draft()
        Rule.objects.update(version=99)
        assert says_the_same(before, draft())
        Rule.objects.update(score=99)
        assert not says_the_same(before, draft())
