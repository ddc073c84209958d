from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from assignment.cases import CaseFileError
from assignment.models import RuleCase
from assignment.rule_cases.actions import import_cases
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World

FILE = """
format: 1
cases:
- id: nobody
  settings: {expertise_weight: {Expert: 62.5}}
  opportunity: {id: o1}
  people: []
  rules: [{id: R1}]
  expected: {rules: {R1: no_assignee}}
- {id: second, opportunity: {id: o1}, people: [], rules: [], expected: {lead: null}}
"""


def test_all_but_the_rules_is_kept_and_the_same_name_is_replaced(world: World) -> None:
    with acting_as(SYSTEM):
        RuleCase.objects.create(name="second", content="old")
        assert [case.name for case in import_cases(FILE, actor=SYSTEM)] == ["nobody", "second"]
        first, second = RuleCase.objects.all()
    assert "R1: no_assignee" in first.content
    assert "Expert: 62.5" in first.content
    assert "id: R1" not in first.content
    assert "lead: null" in second.content


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("lead: null", "leader: null", "case second, path expected.leader: expected no such key"),
        ("id: second", "id: " + "x" * 121, "expected an id of at most 120 characters"),
        ("format: 1", "format: [", "expected YAML"),
    ],
)
def test_nothing_is_kept_of_a_file_that_does_not_fit(world: World, old: str, new: str, place: str) -> None:
    with acting_as(SYSTEM):
        with pytest.raises(CaseFileError) as refused:
            import_cases(FILE.replace(old, new), actor=SYSTEM)
        assert place in str(refused.value)
        assert not RuleCase.objects.exists()


def test_only_administrators(world: World) -> None:
    actor = world.actor("bea")
    with acting_as(actor), pytest.raises(PermissionDenied):
        import_cases(FILE, actor=actor)
