"""Matching alone: 500 rules and 2,000 people, beside a loop over prepared bit sets."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assignment.matching import (
    Compare,
    Criterion,
    Expertise,
    Filter,
    Matcher,
    Opportunity,
    Person,
    Rule,
    Rules,
    Source,
    Standing,
    Value,
    WorkloadRule,
    pattern_of,
)
from tests.assignment.matching.building import NOW
from tests.bench.row import Row

PEOPLE, RULES, PASSING, SURVIVING = 2_000, 500, 3, 20
TEAMS = PEOPLE // SURVIVING
OPEN, UNIT = "open_opportunities", "opportunities/s"


def rows() -> list[Row]:
    """Opportunities a second on one core."""
    people = [Person(n, attributes={"team": (f"t{n % TEAMS}",)}) for n in range(PEOPLE)]
    standings = {n: Standing(open_load=n % 7, load={OPEN: n % 7}) for n in range(PEOPLE)}
    deals = [Opportunity(n, {"region": (f"r{n % (RULES // PASSING)}",)}) for n in range(3_000)]
    usual = Matcher(Rules(rules=tuple(_rule(n) for n in range(RULES)), expertise=Expertise(())), people)
    best = Matcher(Rules(rules=(_best(),), expertise=Expertise(())), people)
    usual_speed, best_speed = _speed(usual, standings, deals), _speed(best, standings, deals[:200])
    return [
        Row("Matching, 500 rules, 2,000 people", usual_speed, UNIT, _bare(deals), "≥ 5,000"),
        Row("Matching, the best of everybody with workload", best_speed, UNIT, None, "≥ 200"),
    ]


def _rule(number: int) -> Rule:
    """Three of them take a region; each finds the twenty people of one team."""
    return Rule(
        number,
        source=Source.EVERYBODY,
        passing_score=5,
        criteria=(
            Criterion("where", Compare.OBJECT, "region", values=(Value("v", pattern_of(f"r{number // PASSING}")),)),
            Criterion("who", Compare.PERSON, "team", score=10, values=(Value("v", pattern_of(f"t{number % TEAMS}")),)),
        ),
    )


def _best() -> Rule:
    return Rule(
        1,
        source=Source.EVERYBODY,
        passing_score=1,
        filter=Filter.ONE_BEST_FIT,
        workload=(WorkloadRule("w", OPEN, 100, 12),),
    )


def _speed(matcher: Matcher, standings: dict[int, Standing], deals: Sequence[Opportunity]) -> float:
    held = matcher.standings(standings)
    assigned = len(matcher.assign(deals[0], held, NOW).memberships)
    assert assigned in (1, PASSING * SURVIVING), f"{assigned} people were found"
    began = time.perf_counter()
    for deal in deals:
        matcher.assign(deal, held, NOW)
    return len(deals) / (time.perf_counter() - began)


def _bare(deals: Sequence[Opportunity]) -> float:
    """The least that it takes: three intersections a deal, and the points of those who are left, one by one."""
    teams = [sum(1 << n for n in range(PEOPLE) if n % TEAMS == team) for team in range(TEAMS)]
    everybody, began = (1 << PEOPLE) - 1, time.perf_counter()
    for number, _ in enumerate(deals):
        for rule in range(PASSING):
            left, points = everybody & teams[(number + rule) % TEAMS], {}
            while left:
                lowest = left & -left
                points[lowest.bit_length() - 1] = 10
                left ^= lowest
    return len(deals) / (time.perf_counter() - began)
