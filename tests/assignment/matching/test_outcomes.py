"""Outcomes of rules and candidates as codes."""

from __future__ import annotations

from assignment.matching import Filter, Listed, Outcome
from assignment.matching.outcomes import FURTHEST_FIRST, considered, furthest_outcomes, rule_outcomes
from tests.assignment.matching.building import busy, deal, person, rule, run

PEOPLE = [
    person("abe"),
    person("ben"),
    person("cat", load={"open_opportunities": 9}),
    person("dan", minutes_to_working_hour=None),
    person("eva", capacity=0),
    person("fay"),
]


def test_every_candidate_has_one_outcome_furthest_first() -> None:
    listed = (Listed("abe", 9), Listed("ben", 5), "cat", "dan", "eva", "fay")
    one = rule("R1", *listed, filter=Filter.ONE_BEST_FIT, passing_score=6, workload=[busy(1, 5)])
    result = run(one, PEOPLE, deal(declined=frozenset({"fay"})))
    assert [(one.person, one.outcome) for one in result.candidates("R1")] == [
        ("abe", Outcome.ASSIGNED),
        ("ben", Outcome.NOT_SELECTED),
        ("cat", Outcome.REMOVED_WORKLOAD),
        ("dan", Outcome.REMOVED_AVAILABILITY),
        ("eva", Outcome.REMOVED_CAPACITY),
        ("fay", Outcome.DECLINED),
    ]
    assert considered(result.evaluations.values()) == 6


def test_over_several_rules_the_furthest_counts() -> None:
    result = run([rule("R1", "abe", passing_score=1), rule("R2", "abe", "dan")], PEOPLE)
    by_person = {
        result.ran.scene.people.persons[number].id: outcome
        for number, outcome in furthest_outcomes(result.evaluations.values()).items()
    }
    assert by_person == {"abe": Outcome.ASSIGNED, "dan": Outcome.REMOVED_AVAILABILITY}
    assert considered(result.evaluations.values()) == 2


def test_the_order_of_outcomes_is_from_the_end_of_the_method_to_its_beginning() -> None:
    assert FURTHEST_FIRST[0] is Outcome.ASSIGNED
    assert FURTHEST_FIRST.index(Outcome.BELOW_PASSING_SCORE) < FURTHEST_FIRST.index(Outcome.REMOVED_WORKLOAD)
    assert FURTHEST_FIRST.index(Outcome.REMOVED_REQUIRED) < FURTHEST_FIRST.index(Outcome.REMOVED_CAPACITY)


def test_every_rule_has_one_outcome() -> None:
    rules = [rule(number, "abe", sequence=number % 3, active=number != 4) for number in range(9)]
    result = run(rules, PEOPLE)
    (done,) = result.ran.passes
    bits = list(rule_outcomes(done, result.ran.active).values())
    assert sum(bits) == 2**9 - 1
    assert sum(one.bit_count() for one in bits) == 9
    assert set(result.rule_outcomes) == set(range(9))


def test_a_rule_that_was_not_evaluated_has_no_candidates() -> None:
    assert run([rule("R1", "abe"), rule("R2", "ben", sequence=1)], PEOPLE).candidates("R2") == []
