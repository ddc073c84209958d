"""Scores by component and line by line; they add up exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assignment.matching import (
    Compare,
    Composite,
    Inclusion,
    Listed,
    Range,
    Required,
    Text,
    Weighing,
    Weight,
    WeightedBy,
)
from assignment.matching.explain import parts_of, plain
from tests.assignment.matching.building import ask, busy, deal, person, rule, run, value

WEST = deal(attributes={"territory": ("West", "US"), "product": ("GTX", "MG"), "amount": 5000})
ABE = person(
    "abe",
    skills={"product": {"GTX": "Expert", "MG": "Expert"}, "territory": {"West": None}},
    attributes={"language": ("ENU", "FRA")},
    company={"tier": "gold"},
    load={"open_opportunities": 4},
)


def parts(*criteria: Any, who: Any = ABE, **more: Any) -> list[dict[str, Any]]:
    result = run(rule("R1", "abe", criteria=criteria, **more), who, WEST)
    evaluation = result.evaluations["R1"]
    return parts_of(evaluation, result.memberships[0].number, result.ran.scene)


def test_components_add_up_to_the_total_exactly() -> None:
    criteria = [
        ask(Compare.OBJECT, "territory", value("West", 3), score=Fraction(1, 3)),
        ask(Compare.OBJECT_TO_PERSON, "product", score=20),
        ask(Compare.PERSON, "language", value("ENU", 5), score=2),
        ask(Compare.ORGANIZATION, "tier", value("gold", Fraction(1, 7))),
    ]
    listed = rule("R1", Listed("abe", 11), score=10, criteria=criteria, workload=[busy(100, 7)])
    (abe,) = run(listed, ABE, WEST).candidates("R1")
    assert abe.components is not None
    assert abe.components.rule == 10
    assert abe.components.candidate == 11
    assert abe.components.object == Fraction(10, 3)
    assert abe.components.person == 12 + 7 + Fraction(1, 7)
    assert abe.components.workload == Fraction(300, 7)
    assert abe.components.total == abe.total


def test_removed_candidates_have_no_total() -> None:
    (abe,) = run(rule("R1", "abe"), person("abe", capacity=0)).candidates("R1")
    assert (abe.total, abe.components) == (None, None)


def test_lines_for_rule_and_candidate_only_where_they_give_points() -> None:
    result = run(rule("R1", Listed("abe", 5), score=10), ABE, WEST)
    told = parts_of(result.evaluations["R1"], 0, result.ran.scene)
    assert told == [{"code": "rule", "points": 10}, {"code": "candidate", "points": 5}]
    assert parts() == []


def test_a_line_for_a_comparison_with_the_opportunity() -> None:
    assert parts(ask(Compare.OBJECT, "territory", value("West", 30))) == [
        {
            "code": "criterion",
            "id": "territory",
            "compare": "object",
            "attribute": "territory",
            "points": 30,
            "own": 0,
            "matches": [{"values": ["West"], "of": 30}],
        }
    ]


def test_a_line_for_skills_names_what_matched_at_which_level_and_factor() -> None:
    (told,) = parts(ask(Compare.OBJECT_TO_PERSON, "product", score=40))
    assert told["points"] == 24
    assert told["matches"] == [{"values": ["GTX", "MG"], "of": 40, "level": "Expert", "factor": 60}]


def test_a_line_for_a_listed_skill() -> None:
    (told,) = parts(ask(Compare.PERSON, "product", value("GTX", 20), score=5))
    assert (told["points"], told["own"]) == (17, 5)
    assert told["matches"] == [{"values": ["GTX"], "of": 20, "level": "Expert", "factor": 60}]


def test_a_line_for_an_excluding_criterion_names_what_is_excluded() -> None:
    (told,) = parts(ask(Compare.OBJECT, "territory", "East", score=5, inclusion=Inclusion.EXCLUDE))
    assert told["excluded"] == ["East"]
    assert told["points"] == 5


def test_no_line_for_what_was_not_met_or_not_known() -> None:
    assert parts(ask(Compare.OBJECT, "territory", "East", required=Required.NEVER)) == []
    assert parts(ask(Compare.OBJECT, "industry", "media", required=Required.WHEN_AVAILABLE)) == []


def test_composite_values_are_named_whole() -> None:
    whole = Composite((("product", Text("GTX")), ("amount", Range(1000, None))))
    (told,) = parts(ask(Compare.OBJECT, "product", value(whole, 5)))
    assert told["matches"][0]["values"] == ["GTX + 1000–"]


def test_a_line_for_workload() -> None:
    (told,) = parts(workload=[busy(30, 12)])
    assert told == {
        "code": "workload",
        "id": "w-open_opportunities",
        "name": "open_opportunities",
        "load": 4,
        "maximum": 12,
        "of": 30,
        "points": 20,
    }


def test_a_line_for_weighted_workload() -> None:
    (told,) = parts(workload=[busy(30, 12, weighing=Weighing(WeightedBy.AMOUNT, (Weight(2, low=5),)))])
    assert (told["weighted_by"], told["load"], told["points"]) == ("amount", 4, 20)


def test_fractions_are_stored_as_they_are() -> None:
    assert [plain(amount) for amount in (5, Fraction(10, 2), Fraction(200, 3))] == [5, 5, "200/3"]
