from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from assignment.matcher import current_matcher
from assignment.models import (
    Criterion,
    CriterionValue,
    ExpertiseLevel,
    PersonLoad,
    PersonProfile,
    PersonSkill,
    Rule,
    RuleCandidate,
    RuleGroup,
    WorkloadRule,
)
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person, Territory
from tests.assignment.publishing import publish
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, Scene

Change = Callable[[Scene], object]


def rule() -> Rule:
    return Rule.objects.get(name="Agents of the territory by product expertise")


CHANGES: dict[str, Change] = {
    "a version published": lambda scene: (Rule.objects.update(score=31), publish()),
    "a level changed": lambda scene: ExpertiseLevel.objects.filter(name="Novice").update(weight=41),
    "a profile changed": lambda scene: PersonProfile.objects.update(languages=["French"]),
    "a skill removed": lambda scene: PersonSkill.objects.filter(person=scene.people["ivo"]).delete(),
    "a person's role changed": lambda scene: Person.objects.filter(role="sales_agent").update(role="administrator"),
    "a territory renamed": lambda scene: Territory.objects.filter(pk=scene.bavaria.pk).update(name="Bayern"),
}
# A draft, however much of it changes, decides nothing.
DRAFTED: dict[str, Change] = {
    "a rule changed": lambda scene: Rule.objects.update(score=31),
    "a rule removed": lambda scene: Rule.objects.filter(source="channel_manager").delete(),
    "a group changed": lambda scene: RuleGroup.objects.filter(order=2).update(add_scores=True),
    "a workload weighted": lambda scene: (
        rule().workload_rules.create(maximum=1, weighted_by="stage").weights.create(stage="won", weight=2)
    ),
    "a criterion changed": lambda scene: Criterion.objects.update(score=41),
    "a criterion with a value added": lambda scene: CriterionValue.objects.create(
        criterion=rule().criteria.create(compare="object", attribute="source"), content={"value": "web"}
    ),
    "a person listed": lambda scene: RuleCandidate.objects.create(rule=rule(), person=scene.people["abe"]),
    "a workload added": lambda scene: WorkloadRule.objects.create(rule=rule(), maximum=5),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_built_anew_after(scene: Scene, change: Change) -> None:
    with acting_as(SYSTEM):
        before = current_matcher()
        assert current_matcher() is before
        change(scene)
        after = current_matcher()
        assert after is not before
        assert current_matcher() is after


@pytest.mark.parametrize("change", DRAFTED.values(), ids=DRAFTED)
def test_it_is_kept_while_a_draft_changes_and_built_anew_once_that_is_published(scene: Scene, change: Change) -> None:
    with acting_as(SYSTEM):
        before = current_matcher()
        change(scene)
        assert current_matcher() is before
        assert publish().number == 2
        assert current_matcher() is not before
        assert current_matcher().version == 2


def test_it_is_kept_while_only_deals_and_loads_change(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with acting_as(SYSTEM):
        before = current_matcher()
    entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    with acting_as(SYSTEM):
        assert PersonLoad.objects.exists()
        with django_assert_num_queries(1):
            assert current_matcher() is before


def test_a_changed_rule_counts_from_the_next_deal_on(scene: Scene) -> None:
    first = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["abe"]).update(item="Tablets")
        expert = ExpertiseLevel.objects.get(name="Expert")
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers", level=expert)
    second = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    with acting_as(SYSTEM):
        leads = [deal.members.get(is_lead=True).person_id for deal in (first, second)]
    assert leads == [scene.people["abe"].pk, scene.people["ivo"].pk]
