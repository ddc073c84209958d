"""The demo's rules: Bea edits the group that she owns and no other, its cases say how they come out now."""

from __future__ import annotations

import pytest

from assignment.models import CriterionValue, Rule, RuleCase, RuleGroup
from assignment.rule_cases.comparing import compared
from assignment.rules.permissions import may_edit_group
from assignment.versions.reading import proposal
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo.rulebook import AGENTS, LARGE, draft_a_change, enter_rules
from tests.cast import World

NOT_YET = "No novice is sent alone"


@pytest.fixture
def entered(world: World) -> World:
    with acting_as(SYSTEM):
        enter_rules()
    return world


def test_bea_edits_her_group_and_no_other(entered: World) -> None:
    bea = entered.actor("bea")
    with acting_as(SYSTEM):
        editable = {group.name: may_edit_group(bea, group) for group in RuleGroup.objects.all()}
    assert editable == {"Channel managers": False, "Sales agents": True}


def test_the_rules_in_force_are_these(entered: World) -> None:
    with acting_as(SYSTEM):
        shown = proposal()
        names = list(Rule.objects.order_by("group__order", "sequence").values_list("name", flat=True))
    assert (shown.after, shown.differences) == (2, [])
    assert names == ["Channel manager of the partner", AGENTS, LARGE]


def test_what_bea_drafts_is_a_difference_until_it_is_published(entered: World) -> None:
    draft_a_change(entered.actor("bea"))
    with acting_as(SYSTEM):
        ((difference,), value) = proposal().differences, CriterionValue.objects.get(criterion__rule__name=LARGE)
    assert (difference.rule, value.content) == (LARGE, {"low": "250000"})
    assert any("250,000 or more" in line for line in difference.lines)


def test_cases_come_out_but_for_the_one_that_is_wanted(entered: World) -> None:
    draft_a_change(entered.actor("bea"))
    with acting_as(SYSTEM):
        shown = proposal()
        told = {one.case.name: (one.before.holds, one.after.holds) for one in compared(shown.in_force, shown.groups)}
        assert RuleCase.objects.count() == 4
    assert told.pop(NOT_YET) == (False, False)
    assert set(told.values()) == {(True, True)}
