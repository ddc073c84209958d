"""Segments, exclusive rules, dates, groups as separate passes, fallback and unassigned, closed opportunities."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from assignment.matching import (
    Compare,
    Composite,
    Filter,
    GroupOutcome,
    How,
    Listed,
    Required,
    RuleGroup,
    Source,
    TeamMember,
    Text,
)
from tests.assignment.matching.building import NOW, ask, assigned, deal, outcome, person, rule, run

PEOPLE = [person("abe"), person("ben"), person("cat")]
NORTH = ask(Compare.OBJECT, "region", "north")


def told(result: Any) -> dict[Any, str]:
    return {rule_id: str(came) for rule_id, came in result.rule_outcomes.items()}


def test_later_segments_are_not_evaluated_after_one_with_an_assignee() -> None:
    rules = [rule("R1", "abe", sequence=1), rule("R2", "ben", sequence=2), rule("R3", "cat")]
    result = run(rules, PEOPLE)
    assert set(assigned(result)) == {"cat"}
    assert told(result) == {"R3": "assigned", "R1": "not_evaluated", "R2": "not_evaluated"}


def test_equal_sequences_are_one_segment_and_none_is_0() -> None:
    result = run([rule("R1", "abe", sequence=0), rule("R2", "ben"), rule("R3", "cat", sequence=1)], PEOPLE)
    assert set(assigned(result)) == {"abe", "ben"}


def test_a_segment_without_an_assignee_leads_on_to_the_next() -> None:
    rules = [rule("R1", "abe", criteria=[NORTH]), rule("R2", "ben", passing_score=1), rule("R3", "cat", sequence=5)]
    result = run(rules, PEOPLE)
    assert told(result) == {"R1": "failed_object", "R2": "no_assignee", "R3": "assigned"}


@pytest.mark.parametrize(
    ("rule_dates", "expected"),
    [
        ({"active": False}, "inactive"),
        ({"activation": NOW}, "assigned"),
        ({"activation": NOW + timedelta(seconds=1)}, "inactive"),
        ({"expiration": NOW}, "inactive"),
        ({"expiration": NOW + timedelta(seconds=1)}, "assigned"),
    ],
)
def test_dates_of_rules_are_half_open(rule_dates: dict[str, Any], expected: str) -> None:
    assert told(run(rule("R1", "abe", **rule_dates), PEOPLE)) == {"R1": expected}


def test_an_exclusive_rule_supersedes_whatever_the_scores() -> None:
    rules = [rule("R1", "abe", score=1, exclusive=True), rule("R2", "ben", "abe", score=100), rule("R3", "gone")]
    result = run(rules, PEOPLE)
    assert assigned(result) == {"abe": {"R1": 1}}
    assert told(result) == {"R1": "assigned", "R2": "superseded", "R3": "no_assignee"}
    assert outcome(result, "R2", "ben") == "superseded"


def test_the_superseded_keep_what_became_of_their_others() -> None:
    rules = [rule("R1", "abe", exclusive=True), rule("R2", Listed("ben", 5), "cat", passing_score=5)]
    result = run(rules, PEOPLE)
    assert (outcome(result, "R2", "ben"), outcome(result, "R2", "cat")) == ("superseded", "below_passing_score")


def test_of_several_exclusive_rules_the_one_with_the_best_assignee_wins() -> None:
    rules = [rule("R1", "abe", score=5, exclusive=True), rule("R2", "ben", score=6, exclusive=True)]
    assert assigned(run(rules, PEOPLE)) == {"ben": {"R2": 6}}


def test_of_equal_exclusive_rules_the_lower_id_wins() -> None:
    rules = [rule(10, "abe", score=5, exclusive=True), rule(9, "ben", score=5, exclusive=True)]
    assert assigned(run(rules, PEOPLE)) == {"ben": {9: 5}}


def test_an_exclusive_rule_without_an_assignee_supersedes_nothing() -> None:
    result = run([rule("R1", "abe", exclusive=True, passing_score=1), rule("R2", "ben")], PEOPLE)
    assert told(result) == {"R1": "no_assignee", "R2": "assigned"}


def test_an_exclusive_rule_reaches_its_own_segment_only() -> None:
    rules = [rule("R1", "abe"), rule("R2", "ben", sequence=1, exclusive=True)]
    assert told(run(rules, PEOPLE)) == {"R1": "assigned", "R2": "not_evaluated"}


def test_groups_are_passes_of_their_own() -> None:
    groups = [RuleGroup("managers", order=1), RuleGroup("agents", order=2)]
    rules = [
        rule("R1", "abe", group="managers", exclusive=True),
        rule("R2", "abe", "ben", group="agents", sequence=9, score=3),
    ]
    result = run(rules, PEOPLE, groups=groups)
    assert assigned(result) == {"abe": {"R1": 0, "R2": 3}, "ben": {"R2": 3}}


def test_one_person_through_several_rules_is_one_membership_with_all_reasons() -> None:
    result = run([rule("R1", "abe", score=1), rule("R2", "abe", score=2)], PEOPLE)
    (only,) = result.memberships
    assert only.score == 2
    assert [told["id"] for told in result.reason_for("abe")["rules"]] == ["R2", "R1"]


def test_nobody_found_is_per_group() -> None:
    groups = [RuleGroup("managers", order=1), RuleGroup("agents", order=2)]
    rules = [rule("R1", "abe", group="managers"), rule("R2", "ben", group="agents", passing_score=1)]
    result = run(rules, PEOPLE, groups=groups)
    assert result.unassigned == ("agents",)


def test_a_fallback_person_comes_when_nobody_is_found() -> None:
    groups = [RuleGroup("agents", fallback="cat")]
    result = run(rule("R1", "ben", group="agents", passing_score=1), PEOPLE, groups=groups)
    assert [(one.person, one.how, one.score) for one in result.memberships] == [("cat", How.FALLBACK, None)]
    assert (result.unassigned, result.lead) == ((), None)


def test_a_fallback_person_stays_away_when_somebody_is_found() -> None:
    groups = [RuleGroup("agents", fallback="cat")]
    assert set(assigned(run(rule("R1", "ben", group="agents"), PEOPLE, groups=groups))) == {"ben"}


@pytest.mark.parametrize("refused", [{"active": False}, {"capacity": 1, "open_load": 1}])
def test_a_fallback_person_who_cannot_take_it_leaves_it_unassigned(refused: dict[str, Any]) -> None:
    groups = [RuleGroup("agents", fallback="dan")]
    result = run(rule("R1", "ben", group="agents", passing_score=1), [*PEOPLE, person("dan", **refused)], groups=groups)
    assert result.unassigned == ("agents",)


def test_entered_closed_runs_only_the_channel_managers_rules() -> None:
    groups = [RuleGroup("managers", order=1), RuleGroup("agents", order=2, fallback="cat")]
    rules = [
        rule("R1", source=Source.CHANNEL_MANAGER, group="managers"),
        rule("R2", "ben", group="managers"),
        rule("R3", "ben", group="agents"),
    ]
    result = run(rules, PEOPLE, deal(closed=True, partner="p", channel_manager="abe"), groups=groups)
    assert set(assigned(result)) == {"abe"}
    assert told(result) == {"R1": "assigned", "R2": "not_evaluated", "R3": "not_evaluated"}
    assert [done.outcome for done in result.ran.passes] == [GroupOutcome.ASSIGNED, GroupOutcome.NOT_RUN]


def test_entered_closed_without_a_channel_manager_is_unassigned_in_that_group() -> None:
    result = run(rule("R1", source=Source.CHANNEL_MANAGER), PEOPLE, deal(closed=True))
    assert result.unassigned == (None,)


def test_people_on_the_team_are_scored_and_get_no_second_membership() -> None:
    both = rule("R1", Listed("abe", 9), "ben", filter=Filter.ALL_ABOVE_MINIMUM)
    result = run(both, PEOPLE, deal(team=(TeamMember("abe"),)))
    assert assigned(result) == {"abe": {"R1": 9}, "ben": {"R1": 0}}
    assert [one.person for one in result.to_add] == ["ben"]


NEED_A_PARTNER = [
    {"source": Source.CHANNEL_MANAGER},
    {"criteria": (ask(Compare.OBJECT, "partner_tier", "gold"),)},
    {"criteria": (ask(Compare.OBJECT, "", Composite((("region", Text("north")), ("partner_type", Text("x"))))),)},
]


@pytest.mark.parametrize("asks", NEED_A_PARTNER)
@pytest.mark.parametrize("fallback", [None, "cat"])
def test_a_group_whose_rules_all_need_a_partner_is_not_asked_for_a_direct_deal(
    asks: dict[str, Any], fallback: str | None
) -> None:
    groups = [RuleGroup("managers", fallback=fallback)]
    rules = [rule("R1", group="managers", **asks), rule("R2", "ben", group="managers", active=False)]
    result = run(rules, PEOPLE, deal(direct=True), groups=groups)
    assert (assigned(result), result.unassigned) == ({}, ())
    assert told(result) == {"R1": "failed_object", "R2": "inactive"}
    assert [done.outcome for done in result.ran.passes] == [GroupOutcome.NOT_DIRECT]
    assert run(rules, PEOPLE, deal(), groups=groups).unassigned == (() if fallback else ("managers",))


@pytest.mark.parametrize("more", [{"required": Required.NEVER}, {"required": Required.WHEN_AVAILABLE}])
def test_a_rule_that_can_do_without_a_partner_is_tried_for_a_direct_deal(more: dict[str, Any]) -> None:
    tried = rule("R1", "ben", criteria=(ask(Compare.OBJECT, "partner_tier", "gold", **more),))
    assert set(assigned(run(tried, PEOPLE, deal(direct=True)))) == {"ben"}


@pytest.mark.parametrize(("listed", "unassigned"), [((), (None,)), (("ben",), ())])
def test_beside_a_rule_that_could_apply_the_partners_one_has_failed(
    listed: tuple[str, ...], unassigned: tuple[None, ...]
) -> None:
    """The group is unassigned where that other one finds nobody, and only then."""
    rules = [rule("R1", source=Source.CHANNEL_MANAGER, sequence=0), rule("R2", *listed, sequence=1)]
    result = run(rules, PEOPLE, deal(direct=True, channel_manager="abe"))
    assert result.unassigned == unassigned
    assert told(result)["R1"] == "failed_object"


def test_without_an_active_rule_a_direct_deal_is_unassigned_like_any_other() -> None:
    result = run(rule("R1", source=Source.CHANNEL_MANAGER, active=False), PEOPLE, deal(direct=True))
    assert result.unassigned == (None,)


def test_a_direct_deal_entered_closed_waits_for_nobody() -> None:
    rules = [rule("R1", source=Source.CHANNEL_MANAGER), rule("R2", "ben")]
    result = run(rules, PEOPLE, deal(direct=True, closed=True))
    assert (assigned(result), result.unassigned) == ({}, ())
