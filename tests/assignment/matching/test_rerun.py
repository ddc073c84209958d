"""Running again over a team: who no longer qualifies, and who is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from assignment.matching import RuleGroup, TeamMember
from tests.assignment.matching.building import deal, person, rule, run

AWAY = person("abe", minutes_to_working_hour=None)
BEN = person("ben")


def leaving(member: TeamMember, replace: bool = True, **more: Any) -> list[tuple[Any, bool, str]]:
    rules = [rule("R1", "abe", "ben", group="agents")]
    groups = [RuleGroup("agents", replace=replace)]
    result = run(rules, [AWAY, BEN], deal(team=(member,), **more), groups=groups)
    return [(one.person, one.remove, one.why) for one in result.leaving]


def test_somebody_whom_a_rule_added_and_who_no_longer_qualifies_leaves_with_the_reason() -> None:
    member = TeamMember("abe", by_rule=True, group="agents")
    assert leaving(member) == [("abe", True, "removed_availability")]


def test_without_replace_it_is_only_flagged() -> None:
    member = TeamMember("abe", by_rule=True, group="agents")
    assert leaving(member, replace=False) == [("abe", False, "removed_availability")]


def test_who_accepted_or_did_anything_is_only_flagged() -> None:
    member = TeamMember("abe", by_rule=True, group="agents", engaged=True)
    assert leaving(member) == [("abe", False, "removed_availability")]


def test_people_added_by_hand_are_never_removed_or_flagged() -> None:
    assert leaving(TeamMember("abe", group="agents")) == []


@pytest.mark.parametrize("group", ["agents", None])
def test_who_still_qualifies_stays(group: str | None) -> None:
    assert leaving(TeamMember("ben", by_rule=True, group=group)) == []


def test_who_qualifies_through_another_group_stays() -> None:
    rules = [rule("R1", "ben", group="agents"), rule("R2", "abe", group="managers")]
    groups = [RuleGroup("agents", replace=True), RuleGroup("managers")]
    member = TeamMember("abe", by_rule=True, group="agents")
    assert run(rules, [person("abe"), BEN], deal(team=(member,)), groups=groups).leaving == ()


def test_who_is_no_candidate_any_more_says_so() -> None:
    assert leaving(TeamMember("gone", by_rule=True, group="agents")) == [("gone", True, "not_considered")]


def test_nobody_leaves_for_a_group_that_was_not_run_or_is_gone() -> None:
    assert leaving(TeamMember("abe", by_rule=True, group="agents"), closed=True) == []
    assert leaving(TeamMember("abe", by_rule=True, group="former")) == []


def test_a_fallback_person_leaves_when_a_rule_finds_somebody() -> None:
    groups = [RuleGroup("agents", replace=True, fallback="cat")]
    member = TeamMember("cat", by_rule=True, group="agents")
    result = run(rule("R1", "ben", group="agents"), [BEN, person("cat")], deal(team=(member,)), groups=groups)
    assert [(one.person, one.remove) for one in result.leaving] == [("cat", True)]
