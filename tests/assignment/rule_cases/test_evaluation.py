from __future__ import annotations

from typing import Any

import pytest

from assignment.models import Rule, RuleCase, RuleGroup
from assignment.rule_cases.comparing import compared
from assignment.rule_cases.evaluation import bench_of, run
from assignment.versions.content import draft, groups_in
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World

EXPERTS = """
notes: The expert wins over the novice
opportunity: {id: o1, attributes: {product_line: [Mast]}, territory: Great Lakes, channel_manager: Bea Lindqvist}
people:
- {id: Bea Lindqvist, attributes: {role: [channel_manager]}}
- {id: Abe Sato, attributes: {role: [sales_agent], territory: [Great Lakes]}, skills: {product_line: {Mast: Expert}}}
- {id: Somebody, attributes: {role: [sales_agent], territory: [Great Lakes]}, skills: {product_line: {Mast: Novice}}}
expected:
  assigned:
    Bea Lindqvist: {Channel manager of the partner: 0}
    Abe Sato: {Agents of the territory by product expertise: 70}
  lead: Abe Sato
"""


def came_out(text: str, change: Any = lambda: None) -> tuple[bool, str]:
    with acting_as(SYSTEM):
        change()
        (result,) = run([RuleCase(name="experts", content=text)], bench_of(groups_in(draft())))
    return result.holds, " ".join(result.lines)


def test_a_case_of_the_rules_that_come_with_the_portal(world: World) -> None:
    assert came_out(EXPERTS) == (True, "")


def test_what_differs_is_told(world: World) -> None:
    holds, told = came_out(EXPERTS, lambda: Rule.objects.filter(source="territory").update(score=35))
    assert not holds
    assert told.endswith('product expertise": 75}.')


def test_whoever_the_rules_name_and_the_case_does_not_is_not_there(world: World) -> None:
    def change() -> None:
        rule = Rule.objects.create(group=RuleGroup.objects.get(order=1), name="Eve too", source="listed")
        rule.candidates.create(person=world.eve)
        RuleGroup.objects.update(fallback=world.eve)

    assert came_out(EXPERTS, change) == (True, "")


def test_a_rule_that_contradicts_itself_is_left_out(world: World) -> None:
    def change() -> None:
        rule = Rule.objects.create(group=RuleGroup.objects.get(order=1), name="Half", source="everybody")
        rule.criteria.create(compare="object", attribute="amount")

    assert came_out(EXPERTS, change) == (True, "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- 1", "expected a mapping with opportunity"),
        ("a: [", "expected YAML"),
        ("rules: []", "path rules: expected no such key here"),
        ("id: x", "path id: expected no such key here"),
        ("people: 7", "path people: expected a list"),
        ("settings: 7\nopportunity: {id: o}\nexpected: {}", "settings: expected a mapping"),
        ("opportunity: {id: o1}\nexpected: {}\nwhat: 1", "what: expected no such key here"),
        ("opportunity: {id: o1}", "the key expected, or variants"),
        (EXPERTS.replace("Expert}", "Wizard}"), "expected an expertise: Novice, Intermediate, Expert"),
        (EXPERTS.replace("lead: Abe", "leader: Abe"), "expected.leader: expected no such key"),
    ],
)
def test_what_is_no_case(world: World, text: str, place: str) -> None:
    holds, told = came_out(text)
    assert not holds
    assert told.startswith("It cannot be read: ")
    assert place in told


def test_all_are_compared_and_what_breaks_comes_first(world: World) -> None:
    with acting_as(SYSTEM):
        before = groups_in(draft())
        Rule.objects.filter(source="territory").update(score=35)
        after = groups_in(draft())
        assert compared(before, after) == []
        texts = {"a mended": EXPERTS.replace("70", "75"), "b breaks": EXPERTS, "c broken": EXPERTS.replace("70", "1")}
        for name, text in {**texts, "d holds": "opportunity: {id: o}\npeople: []\nexpected: {lead: null}"}.items():
            RuleCase.objects.create(name=name, content=text)
        found = [(one.case.name, one.before.holds, one.after.holds) for one in compared(before, after)]
    assert [name for name, *_ in found] == ["b breaks", "c broken", "a mended", "d holds"]
    assert [one[1:] for one in found] == [(True, False), (False, False), (False, True), (True, True)]
