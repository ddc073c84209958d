from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
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
from assignment.rulebook import contradiction_in, load_rules, pattern
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.publishing import publish
from tests.opportunities.scene import Scene

UNREADABLE_CONTENTS: list[Any] = [
    7,
    "web",
    [],
    {},
    {"value": None},
    {"value": 1.5},
    {"low": [1]},
    {"all": {}},
    {"all": 3},
]


def test_the_rules_that_come_with_the_portal(scene: Scene) -> None:
    with acting_as(SYSTEM):
        rules = load_rules()
    assert [(group.name, group.order) for group in rules.groups] == [("Channel managers", 1), ("Sales agents", 2)]
    manager, agents = rules.rules
    assert (manager.source, manager.filter, manager.passing_score) == ("channel_manager", "all_above_minimum", 0)
    assert (agents.source, agents.source_value, agents.filter) == ("territory", None, "one_best_fit")
    assert (agents.score, agents.passing_score, agents.lead, agents.team_role) == (30, 30, True, "Sales agent")
    assert [(one.compare, one.attribute, one.required, one.score) for one in agents.criteria] == [
        ("object_to_person", "product_line", "when_available", 40),
        ("person", "role", "always", 0),
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
        busy = WorkloadRule.objects.create(rule=rule, maximum=12, score=8, required=True, weighted_by="amount")
        busy.weights.create(position=2, low=100_000, weight=3)
        busy.weights.create(position=1, high=Decimal("9999.5"), weight=Decimal("0.5"))
        expert = ExpertiseLevel.objects.get(name="Expert")
        criterion = Criterion.objects.create(
            rule=rule, compare="object", attribute="amount", inclusion="exclude", required="never", score=2
        )
        above = {"low": 5, "high": ""}
        CriterionValue.objects.create(criterion=criterion, content=above, score=1, minimum_level=expert)
        publish()
        with django_assert_num_queries(5):
            rules = load_rules()
    first, found = rules.groups[0], rules.rules[0]
    assert (first.add_scores, first.replace, first.fallback) == (True, True, scene.people["bob"].pk)
    assert (found.sequence, found.active, found.activation, found.expiration) == (3, False, now, until)
    assert (found.exclusive, found.score, found.passing_score, found.version) == (True, 5, 9, 4)
    assert (found.source_value, found.response_hours, found.named_lead) == ("Bavaria", 48, scene.people["bob"].pk)
    assert found.listed == (matching.Listed(scene.people["abe"].pk, 7, now, None),)
    workload = found.workload[0]
    assert (workload.name, workload.score, workload.maximum, workload.required) == ("open_opportunities", 8, 12, True)
    assert workload.weighing == matching.Weighing(
        matching.WeightedBy.AMOUNT,
        (matching.Weight(Fraction(1, 2), high=Fraction("9999.5")), matching.Weight(3, low=100_000)),
    )
    value = found.criteria[0].values[0]
    assert (found.criteria[0].inclusion, found.criteria[0].required) == ("exclude", "never")
    assert (value.pattern, value.score, value.min_expertise) == (matching.Range(5, None), 1, "Expert")


def contradictory(**fields: Any) -> Rule:
    return Rule.objects.create(**{"group": RuleGroup.objects.get(name="Sales agents"), "name": "Wrong"} | fields)


def with_value(content: Any, compare: str = "object", attribute: str = "amount") -> Rule:
    rule = contradictory()
    criterion = rule.criteria.create(compare=compare, attribute=attribute)
    CriterionValue.objects.create(criterion=criterion, content=content)
    return rule


@pytest.mark.parametrize(
    ("make", "code", "attribute"),
    [
        (lambda: contradictory().criteria.create(compare="object", attribute="amount"), "no_values", "amount"),
        (lambda: with_value({"value": "x"}, "object_to_person", "product"), "values_unused", "product"),
        *((lambda content=content: with_value(content), "unreadable", "amount") for content in UNREADABLE_CONTENTS),
        (lambda: contradictory().workload_rules.create(maximum=1, weighted_by="amount"), "no_weights", ""),
        (lambda: contradictory().workload_rules.create(maximum=1, weighted_by="moon"), "unreadable", ""),
        (lambda: contradictory().workload_rules.create(maximum=1, counts="open_service_requests"), "not_counted", ""),
        (lambda: contradictory(source="nowhere"), "unreadable", ""),
        (lambda: contradictory(filter="some"), "unreadable", ""),
        (lambda: contradictory().criteria.create(compare="x", attribute="amount"), "unreadable", ""),
    ],
)
def test_a_rule_that_contradicts_itself_is_left_out(
    scene: Scene, make: Callable[[], Any], code: str, attribute: str
) -> None:
    with acting_as(SYSTEM):
        make()
        publish()
        rules, wrong = load_rules(), Rule.objects.get(name="Wrong")
        assert rules.left_out == (matching.LeftOut(wrong.pk, 1, code, attribute),)
        assert len(rules.rules) == 2
        matching.Matcher(rules, [])
        found = contradiction_in(wrong)
    assert found is not None
    assert (found.code, found.attribute) == (code, attribute)


def test_one_that_is_switched_off_would_not_run_anyway(scene: Scene) -> None:
    with acting_as(SYSTEM):
        rule = contradictory(active=False)
        rule.criteria.create(compare="object", attribute="amount")
        publish()
        assert load_rules().left_out == ()
        assert contradiction_in(rule) is not None
        assert [contradiction_in(right) for right in Rule.objects.exclude(pk=rule.pk)] == [None, None]


def test_a_rule_for_a_role(scene: Scene) -> None:
    with acting_as(SYSTEM):
        group = RuleGroup.objects.get(name="Sales agents")
        Rule.objects.create(group=group, name="Managers", source="role", source_role="channel_manager", sequence=9)
        publish()
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
        ({"low": 1.5}, matching.Range(Decimal("1.5"), None)),
        (
            {"all": {"product": "Router", "amount": {"low": 5}}},
            matching.Composite((("product", matching.pattern_of("Router")), ("amount", matching.Range(5, None)))),
        ),
    ],
)
def test_stored_values(content: dict[str, Any], expected: Any) -> None:
    assert pattern(content) == expected
