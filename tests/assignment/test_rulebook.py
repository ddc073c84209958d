from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignment import matching
from assignment.models import (
    Criterion,
    CriterionValue,
    ExpertiseLevel,
    Rule,
    RuleCandidate,
    RuleGroup,
    WorkloadRule,
)
from assignment.rulebook import load_rules, pattern
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


def test_the_rules_that_come_with_the_portal(scene: Scene) -> None:
    with acting_as(SYSTEM):
        rules = load_rules()
    assert [(group.name, group.order) for group in rules.groups] == [("Channel managers", 1), ("Sales agents", 2)]
    manager, agents = rules.rules
    assert (manager.source, manager.filter, manager.passing_score) == ("channel_manager", "all_above_minimum", 0)
    assert (agents.source, agents.source_value, agents.filter) == ("territory", None, "one_best_fit")
    assert (agents.score, agents.passing_score, agents.lead, agents.team_role) == (30, 50, True, "Sales agent")
    assert [(one.compare, one.attribute, one.required, one.score) for one in agents.criteria] == [
        ("object_to_person", "product_line", "when_available", 40)
    ]
    assert rules.expertise == matching.Expertise(
        (("Novice", Fraction(2, 5)), ("Intermediate", Fraction(7, 10)), ("Expert", Fraction(1)))
    )


def test_everything_that_a_rule_can_hold(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    now = timezone.now()
    until = now + timedelta(days=9)
    with acting_as(SYSTEM):
        bob, bavaria = scene.people["bob"], scene.bavaria
        group = RuleGroup.objects.create(name="Extra", order=0, fallback=bob, add_scores=True, replace=True)
        rule = Rule.objects.create(
            group=group, name="All of it", sequence=3, active=False, activation=now, expiration=until, exclusive=True,
            score=5, passing_score=9, source=Rule.Source.TERRITORY, source_territory=bavaria, response_days=2,
            named_lead=bob, version=4,
        )  # fmt: skip
        RuleCandidate.objects.create(rule=rule, person=scene.people["abe"], score=7, activation=now)
        WorkloadRule.objects.create(rule=rule, maximum=12, score=8, required=True)
        expert = ExpertiseLevel.objects.get(name="Expert")
        criterion = Criterion.objects.create(
            rule=rule, compare="object", attribute="amount", inclusion="exclude", required="never", score=2
        )
        above = {"low": 5, "high": ""}
        CriterionValue.objects.create(criterion=criterion, content=above, score=1, minimum_level=expert)
        with django_assert_num_queries(9):
            rules = load_rules()
    first, found = rules.groups[0], rules.rules[0]
    assert (first.add_scores, first.replace, first.fallback) == (True, True, scene.people["bob"].pk)
    assert (found.sequence, found.active, found.activation, found.expiration) == (3, False, now, until)
    assert (found.exclusive, found.score, found.passing_score, found.version) == (True, 5, 9, 4)
    assert (found.source_value, found.response_hours, found.named_lead) == ("Bavaria", 48, scene.people["bob"].pk)
    assert found.listed == (matching.Listed(scene.people["abe"].pk, 7, now, None),)
    workload = found.workload[0]
    assert (workload.name, workload.score, workload.maximum, workload.required) == ("open_opportunities", 8, 12, True)
    value = found.criteria[0].values[0]
    assert (found.criteria[0].inclusion, found.criteria[0].required) == ("exclude", "never")
    assert (value.pattern, value.score, value.min_expertise) == (matching.Range(5, None), 1, "Expert")


def test_a_rule_for_a_role(scene: Scene) -> None:
    with acting_as(SYSTEM):
        group = RuleGroup.objects.get(name="Sales agents")
        Rule.objects.create(group=group, name="Managers", source="role", source_role="channel_manager", sequence=9)
        found = load_rules().rules[-1]
    assert (found.source, found.source_value, found.team_role, found.response_hours) == (
        "role", "channel_manager", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"value": "Router"}, matching.pattern_of("Router")),
        ({"value": "Rout*"}, matching.pattern_of("Rout*")),
        ({"low": 1, "high": 9}, matching.Range(1, 9)),
        ({"low": "", "high": 9}, matching.Range(None, 9)),
        ({"low": "A", "high": None}, matching.Range("A", None)),
        (
            {"all": {"product": "Router", "amount": {"low": 5}}},
            matching.Composite((("product", matching.pattern_of("Router")), ("amount", matching.Range(5, None)))),
        ),
    ],
)
def test_stored_values(content: dict[str, Any], expected: Any) -> None:
    assert pattern(content) == expected
