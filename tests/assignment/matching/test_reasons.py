"""What a member and an unassigned opportunity keep: reasons of their own, counts of everybody else."""

from __future__ import annotations

import json

import pytest

from assignment.matching import Compare, Filter, Listed, RuleGroup
from tests.assignment.matching.building import ask, deal, person, rule, run

NORTH = ask(Compare.OBJECT, "region", "north")


def test_a_members_reason_has_the_rules_best_total_first_and_counts_of_the_others() -> None:
    people = [person("abe"), person("ben"), person("cat", minutes_to_working_hour=None), person("dan")]
    rules = [
        rule("R1", Listed("abe", 90), Listed("ben", 10), "cat", passing_score=50),
        rule("R2", "abe", score=95, lead=False, version=4),
    ]
    reason = run(rules, people).reason_for("abe")
    assert reason["code"] == "rule"
    assert reason["lead"] is True
    assert [(told["id"], told["version"], told["total"], told["passing"]) for told in reason["rules"]] == [
        ("R2", 4, 95, 0),
        ("R1", 1, 90, 50),
    ]
    assert reason["rules"][1]["others"] == {"below_passing_score": 1, "removed_availability": 1}


def test_a_members_reason_names_no_other_person() -> None:
    people = [person("abe", minutes_to_working_hour=None, substitute="sue"), person("sue"), person("tom", capacity=0)]
    result = run(rule("R1", "abe", "tom"), people)
    told = json.dumps(result.reason_for("sue"))
    assert '"stands_in": true' in told
    assert "abe" not in told
    assert "tom" not in told


def test_many_rules_are_told_in_short_after_the_fifth() -> None:
    reason = run([rule(number, "abe", score=number) for number in range(1, 8)], person("abe")).reason_for("abe")
    assert [("parts" in told) for told in reason["rules"]] == [True] * 5 + [False] * 2


def test_a_fallback_persons_reason() -> None:
    groups = [RuleGroup("G", name="Agents", fallback="abe")]
    assert run([], person("abe"), groups=groups).reason_for("abe") == {"code": "fallback", "group": "Agents"}


def test_nobody_found_counts_rules_and_people_by_the_furthest_they_got() -> None:
    people = [person("abe"), person("ben", minutes_to_working_hour=None)]
    rules = [
        rule("R1", "abe", "ben", passing_score=50),
        rule("R2", "ben", "abe", passing_score=50, criteria=[NORTH]),
        rule("R3", "abe", active=False),
    ]
    result = run(rules, people, groups=[RuleGroup(None, name="Agents")])
    assert result.unassigned_reason(None) == {
        "code": "unassigned",
        "group": "Agents",
        "rules": {"failed_object": 1, "no_assignee": 1, "inactive": 1},
        "people": {"below_passing_score": 1, "removed_availability": 1},
        "passing": 50,
        "failed": [{"rule": "rule R2", "criterion": "region", "attribute": "region", "missing": "opportunity"}],
    }


def test_a_rule_that_the_index_left_out_says_what_it_failed_on_too() -> None:
    result = run(rule("R1", "abe", criteria=[NORTH]), person("abe"), deal(attributes={"region": "south"}))
    assert result.unassigned_reason(None)["failed"] == [
        {"rule": "rule R1", "criterion": "region", "attribute": "region", "missing": None}
    ]


def test_different_passing_scores_are_not_told_as_one() -> None:
    rules = [rule("R1", "abe", passing_score=5), rule("R2", "abe", passing_score=6)]
    assert "passing" not in run(rules, person("abe")).unassigned_reason(None)


def test_reasons_are_json() -> None:
    reason = run(rule("R1", "abe", filter=Filter.ONE_BEST_FIT), person("abe")).reason_for("abe")
    assert json.loads(json.dumps(reason)) == reason


def test_who_was_not_assigned_has_no_reason() -> None:
    with pytest.raises(KeyError):
        run(rule("R1", "abe"), person("abe")).reason_for("ben")
