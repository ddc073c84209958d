from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from assignment.models import CriterionValue, Rule, RuleCandidate, RuleGroup, WorkloadRule
from assignment.versions.content import draft, groups_in
from assignment.versions.difference import Difference, Kind, differences
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

AGENTS = "Agents of the territory by product expertise"
Change = Callable[[Scene, Rule], Any]


def told(scene: Scene, change: Change, before: Change = lambda scene, rule: None) -> list[Difference]:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(name=AGENTS)
        before(scene, rule)
        former = groups_in(draft())
        change(scene, rule)
        return differences(former, groups_in(draft()))


def save(row: Any, **fields: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


def listed(scene: Scene, rule: Rule) -> None:
    RuleCandidate.objects.create(rule=rule, person=scene.people["abe"], score=7)
    WorkloadRule.objects.create(rule=rule, maximum=12, score=8)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda scene, rule: save(rule, score=35), "Rule score: 35, before 30."),
        (lambda scene, rule: save(rule, active=False), "Active: no, before yes."),
        (lambda scene, rule: save(rule, filter="one_random"),
         "Who of them: one at random of those who reach it, before the one best."),
        (lambda scene, rule: save(rule, source_territory=scene.bavaria), "Territory: Bavaria, before empty."),
        (lambda scene, rule: save(rule, response_days=2), "Days to answer: 2, before empty."),
        (lambda scene, rule: save(rule, group=RuleGroup.objects.get(order=1)),
         "Group: Channel managers, before Sales agents."),
        (lambda scene, rule: rule.criteria.filter(score=40).update(score=50),
         "Criterion: product line expertise (+50, when the opportunity has it), "
         "before product line expertise (+40, when the opportunity has it)."),
        (lambda scene, rule: rule.criteria.filter(score=40).delete(),
         "Criterion removed: product line expertise (+40, when the opportunity has it)."),
        (lambda scene, rule: CriterionValue.objects.create(
            criterion=rule.criteria.create(compare="object", attribute="amount"), content={"low": 5000}),
         "Criterion added: the amount is 5,000 or more."),
        (lambda scene, rule: listed(scene, rule), "Person listed added: Abe Sato (+7)."),
        (lambda scene, rule: listed(scene, rule),
         "Workload added: up to 8 for room left, of at most 12 open opportunities."),
        (lambda scene, rule: rule.workload_rules.create(maximum=9, weighted_by="stage").weights.create(
            stage="won", weight=0),
         "Workload added: up to 0 for room left, of at most 9 open opportunities, weighted by stage: Won counts 0."),
    ],
)  # fmt: skip
def test_a_changed_rule(scene: Scene, change: Change, line: str) -> None:
    (found,) = told(scene, change)
    assert (found.kind, found.rule) == (Kind.CHANGED, AGENTS)
    assert line in found.lines


def test_people_listed_change_and_leave(scene: Scene) -> None:
    day = timezone.now().replace(year=2030, month=1, day=2, hour=12, minute=0)

    def later(scene: Scene, rule: Rule) -> None:
        rule.candidates.update(score=9, activation=day, expiration=day)
        rule.workload_rules.all().delete()

    (found,) = told(scene, later, listed)
    person, workload = found.lines
    assert person.startswith("Person listed: Abe Sato (+9) from Jan. 2, 2030")
    assert person.endswith("before Abe Sato (+7).")
    assert workload == "Workload removed: up to 8 for room left, of at most 12 open opportunities."


def test_groups_and_rules_that_come_and_go(scene: Scene) -> None:
    def change(scene: Scene, rule: Rule) -> None:
        extra = RuleGroup.objects.create(name="Extra", order=0, replace=True)
        Rule.objects.create(group=extra, name="All", source="everybody")
        RuleGroup.objects.filter(order=1).delete()
        RuleGroup.objects.filter(order=2).update(name="Agents")

    found = [(one.kind, one.group, one.rule, one.lines) for one in told(scene, change)]
    manager = "Adds the channel manager of the partner, whatever the scores. Joins as Channel manager."
    assert found == [
        ("added", "Extra", "", ("Replace people who no longer qualify: yes, before no.",)),
        ("added", "Extra", "All", ("Adds all of everybody eligible.",)),
        ("changed", "Agents", "", ("Name: Agents, before Sales agents.",)),
        ("removed", "Channel managers", "", ()),
        ("removed", "Channel managers", "Channel manager of the partner", (manager,)),
    ]


def test_the_same_twice(scene: Scene) -> None:
    assert told(scene, lambda scene, rule: save(rule, version=9)) == []
