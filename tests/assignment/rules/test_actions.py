from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from assignment.models import ExpertiseLevel, Rule, RuleGroup
from assignment.rules.actions import copy_rule, count_change
from assignment.sentences import sentence
from assignment.versions.content import draft, groups_in, rules_in
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.administration import page
from tests.cast import World


def test_each_change_counts(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.all()[0]
        for _ in range(2):
            count_change(rule.pk, actor=SYSTEM)
        rule.refresh_from_db()
    assert rule.version == 3


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam"])
def test_only_administrators_change_rules(world: World, name: str) -> None:
    actor = world.actor(name)
    with acting_as(SYSTEM), pytest.raises(PermissionDenied):
        count_change(Rule.objects.all()[0].pk, actor=actor)


def everything(world: World) -> Rule:
    """The agents' rule with one of each kind of part."""
    rule = Rule.objects.get(source="territory")
    rule.candidates.create(person=world.abe, score=7)
    rule.workload_rules.create(maximum=12, score=8)
    level = ExpertiseLevel.objects.get(name="Expert")
    criterion = rule.criteria.create(compare="person", attribute="product")
    criterion.values.create(content={"value": "Mast 200"}, minimum_level=level)
    return rule


def test_a_copy_has_everything_and_is_off(world: World) -> None:
    with acting_as(SYSTEM):
        rule = everything(world)
        copies = [copy_rule(rule.pk, actor=SYSTEM) for _ in range(3)]
        read = {one.pk: one for one in rules_in(groups_in(draft()))}
        for copy in copies:
            told, original = read[copy.pk], read[rule.pk]
            assert (told.active, told.version) == (False, 1)
            told.active = True
            assert sentence(told) == sentence(original)
            assert told.key != original.key
            assert not {row.pk for row in told.criteria.all()} & {row.pk for row in original.criteria.all()}
    assert [copy.name.removeprefix(rule.name) for copy in copies] == [", copy", ", copy 2", ", copy 3"]


def test_a_long_name_is_cut_for_its_copy(world: World) -> None:
    with acting_as(SYSTEM):
        Rule.objects.filter(source="territory").update(name="x" * 160)
        copy = copy_rule(Rule.objects.get(source="territory").pk, actor=SYSTEM)
    assert copy.name == "x" * 151 + ", copy"


def test_copied_by_whoever_may_edit_it_as_long_as_it_is_there(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="territory")
        RuleGroup.objects.filter(pk=rule.group_id).update(owner=world.bea)
    bea, eve = world.actor("bea"), world.actor("eve")
    with acting_as(bea):
        assert copy_rule(rule.pk, actor=bea).group_id == rule.group_id
    with acting_as(SYSTEM), pytest.raises(PermissionDenied):
        copy_rule(rule.pk, actor=eve)
    with acting_as(SYSTEM), pytest.raises(Rule.DoesNotExist):
        copy_rule(10**9, actor=SYSTEM)


def test_copied_from_the_list_of_rules(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="territory")
    chosen = {"action": "copy_rules", "_selected_action": [rule.pk]}
    html = world.client("ada").post(page(Rule, "changelist"), chosen, follow=True).content.decode()
    assert f"“{rule.name}, copy” is a copy with everything below it, and switched off." in html
