from __future__ import annotations

from assignment.matching import Compare, Filter, Listed, Outcome, RuleGroup, suggestions
from tests.assignment.matching.building import ask, person, rule, run

EXPERT = ask(Compare.PERSON, "language", "German")


def test_everybody_scored_the_best_first_and_whoever_was_taken_out() -> None:
    people = [
        person("abe"),
        person("ben"),
        person("cat"),
        person("dan", capacity=0),
        person("eva", minutes_to_working_hour=None),
    ]
    listed = [Listed("abe", 40), Listed("ben", 60), Listed("cat", 10), "dan", "eva"]
    result = run(rule("R1", *listed, passing_score=30, filter=Filter.ONE_BEST_FIT), people)
    (group,) = suggestions(result)
    assert [(one.person, one.outcome) for one in group.people] == [
        ("ben", Outcome.ASSIGNED),
        ("abe", Outcome.NOT_SELECTED),
        ("cat", Outcome.BELOW_PASSING_SCORE),
    ]
    assert [(one.person, one.outcome, one.unmet) for one in group.unfit] == [
        ("eva", Outcome.REMOVED_AVAILABILITY, None),
        ("dan", Outcome.REMOVED_CAPACITY, None),
    ]
    assert group.unfit_count == 2


def test_a_reason_is_that_of_a_member_without_counts_of_others() -> None:
    result = run(
        rule("R1", Listed("abe", 40), Listed("ben", 60), filter=Filter.ONE_BEST_FIT), [person("abe"), person("ben")]
    )
    reason = suggestions(result)[0].people[1].reason
    assert reason["code"] == "suggested"
    assert [(told["name"], told["total"]) for told in reason["rules"]] == [("rule R1", 40)]
    assert "others" not in reason["rules"][0]


def test_several_rules_of_a_group_are_one_suggestion() -> None:
    rules = [rule("R1", Listed("abe", 5)), rule("R2", Listed("abe", 9))]
    (group,) = suggestions(run(rules, person("abe")))
    (abe,) = group.people
    assert [told["total"] for told in abe.reason["rules"]] == [9, 5]


def test_what_somebody_lacks_is_told() -> None:
    result = run(rule("R1", "abe", criteria=[EXPERT]), person("abe"))
    ((abe,), count) = suggestions(result)[0].unfit, suggestions(result)[0].unfit_count
    assert abe.unmet is not None
    assert (abe.unmet["attribute"], abe.unmet["missing"]) == ("language", "candidate")
    assert count == 1


def test_a_group_that_looked_at_nobody() -> None:
    (group,) = suggestions(run([], person("abe"), groups=[RuleGroup("G", name="Agents")]))
    assert (group.name, group.people, group.unfit) == ("Agents", (), ())
