"""The run as it is stored: complete where it can be, never above 8 kB."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

import pytest

from assignment.matching import (
    Assignment,
    Compare,
    Filter,
    Matcher,
    Opportunity,
    Person,
    Rules,
    Skill,
    Source,
    Standing,
    Text,
)
from assignment.matching.packing import count_ids, unpack_outcomes
from tests.assignment.matching.building import EXPERTISE, NOW, ask, busy, deal, person, rule, run

LIMIT = 8192


def size(stored: Any) -> int:
    return len(json.dumps(stored, separators=(",", ":"), ensure_ascii=False).encode())


def crowd(count: int) -> tuple[list[Person], dict[Any, Standing]]:
    draw = random.Random(11)
    products = [f"P{number}" for number in range(20)]
    people = [
        Person(
            number,
            role="agent",
            skills=tuple(
                Skill("product", Text(one), draw.choice(["Novice", "Expert"])) for one in draw.sample(products, 5)
            ),
        )
        for number in range(1, count + 1)
    ]
    standings = {
        one.id: Standing(
            load={"open_opportunities": draw.randrange(15)},
            minutes_to_working_hour=draw.choice([0, 0, None]),
            capacity=draw.choice([None, 5]),
            open_load=draw.randrange(8),
        )
        for one in people
    }
    return people, standings


def large_run(rules: int, people: int, kind: Filter, reach: int = 0) -> Assignment:
    """`rules` rules over `people` people, all matching the opportunity; 497 more that don't."""
    skilled = ask(Compare.OBJECT_TO_PERSON, "product", score=40)
    matching = [
        rule(
            number,
            source=Source.EVERYBODY,
            filter=kind,
            passing_score=reach,
            score=10,
            criteria=[skilled, ask(Compare.OBJECT, "region", "north", score=5)],
            workload=[busy(20, 12)],
        )
        for number in range(1, rules + 1)
    ]
    others = [rule(n, "x", criteria=[ask(Compare.OBJECT, "region", f"area {n}")]) for n in range(1000, 1497)]
    crowded, standings = crowd(people)
    matcher = Matcher(Rules((*matching, *others), (), EXPERTISE), crowded)
    opportunity = Opportunity("o1", {"region": ("north",), "product": ("P1", "P2")})
    return matcher.assign(opportunity, matcher.standings(standings), NOW)


def test_three_rules_over_2000_people_are_stored_whole() -> None:
    result = large_run(3, 2000, Filter.ONE_BEST_FIT)
    stored = result.as_json()
    assert size(stored) <= LIMIT
    assert "cut" not in stored
    for told in stored["rules"]:
        ids = [row[0] for rows in told["rows"].values() for row in rows]
        ids += [one for rest in unpack_outcomes(told["rest"]).values() for one in rest]
        assert sorted(ids) == list(range(1, 2001))
        assert sum(len(rows) for rows in told["rows"].values()) == 20
    assert {outcome: count_ids(ids) for outcome, ids in stored["groups"][0]["rules"].items()} == {
        "assigned": 3,
        "failed_object": 497,
    }


def test_rows_tell_the_score_by_component() -> None:
    stored = large_run(1, 30, Filter.ONE_BEST_FIT).as_json()
    (told,) = stored["rules"]
    same = told["score"] + sum(part["points"] for part in told["object"])
    for rows in told["rows"].values():
        for _person, total, candidate, criteria, workload in rows:
            points = [one[0] if isinstance(one, list) else one for one in criteria] + [one[0] for one in workload]
            assert all(isinstance(one, int | str) for one in points)
            assert _sum([same, candidate, *points]) == _sum([total])


@pytest.mark.parametrize(
    ("rules", "people", "kind"),
    [(3, 2000, Filter.ALL_ABOVE_MINIMUM), (60, 300, Filter.ONE_BEST_FIT), (200, 50, Filter.ALL_ABOVE_MINIMUM)],
)
def test_larger_runs_are_cut_and_say_so(rules: int, people: int, kind: Filter) -> None:
    stored = large_run(rules, people, kind).as_json()
    assert size(stored) <= LIMIT
    assert stored["cut"] > 0
    assert stored["groups"][0]["considered"] == people


def test_everything_is_json_and_names_nobody_twice() -> None:
    people = [person("abe", minutes_to_working_hour=None, substitute="sue"), person("sue"), person("tom", capacity=0)]
    stored = run(rule("R1", "abe", "tom"), people, deal()).as_json()
    assert json.loads(json.dumps(stored)) == stored
    (told,) = stored["rules"]
    assert told["rest"] == {"removed_availability": ["abe"], "removed_capacity": ["tom"]}
    assert [row[0] for row in told["rows"]["assigned"]] == ["sue"]
    assert told["stands_in"] == [["sue", "abe"]]


def test_a_run_without_rules_is_stored_too() -> None:
    assert run([], [person("abe")]).as_json()["groups"] == []


def _sum(amounts: list[int | str]) -> Any:
    return sum(Fraction(one) for one in amounts)
