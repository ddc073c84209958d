"""The engine as a whole: kept and used again, pure, and the worked example of the administrator's guide."""

from __future__ import annotations

import random
import subprocess
import sys
from fractions import Fraction

import pytest

from assignment.matching import (
    Compare,
    Criterion,
    Expertise,
    Filter,
    Matcher,
    Opportunity,
    Range,
    Rule,
    RuleGroup,
    Rules,
    Standing,
    Value,
    WorkloadRule,
)
from tests.assignment.matching.building import NOW, ask, assigned, busy, deal, person, rule, run, value


def test_why_abe_90_points() -> None:
    """Territory West (+30), GTX expert (+40 × 100 %), 4 of 12 open deals (+20): 90, passing score 50."""
    abe, _ = person("abe", skills={"product": {"GTX": "Expert"}})
    criteria = (
        ask(Compare.OBJECT, "territory", value("West", 30)),
        ask(Compare.OBJECT_TO_PERSON, "product", score=40),
    )
    rules = Rules(
        (rule("R1", "abe", passing_score=50, criteria=criteria, workload=[busy(30, 12)]),),
        expertise=Expertise((("Novice", Fraction(1, 2)), ("Expert", Fraction(1)))),
    )
    matcher = Matcher(rules, [abe])
    standings = matcher.standings({"abe": Standing(load={"open_opportunities": 4})})
    opportunity = deal(attributes={"territory": ("West", "US"), "product": "GTX"})
    result = matcher.assign(opportunity, standings, NOW)
    assert assigned(result) == {"abe": {"R1": 90}}


def test_a_matcher_is_used_again_with_standings_kept_true() -> None:
    people = [person("abe", capacity=1), person("ben", capacity=1)]
    one = rule("R1", "abe", "ben", filter=Filter.ONE_BEST_FIT)
    matcher = Matcher(Rules((one,)), [who for who, _ in people])
    standings = matcher.standings({who.id: standing for who, standing in people})
    found = []
    for number in range(3):
        result = matcher.assign(deal(key=f"o{number}"), standings, NOW)
        for membership in result.to_add:
            found.append(membership.person)
            standings.put(membership.person, Standing(capacity=1, open_load=1, last_assigned=NOW))
    assert found == ["abe", "ben"]


def test_put_reaches_load_availability_activity_and_substitutes() -> None:
    people = [person("abe", substitute="sue"), person("sue")]
    one = rule("R1", "abe", workload=[busy(10, 10)])
    matcher = Matcher(Rules((one,)), [who for who, _ in people])
    standings = matcher.standings({who.id: standing for who, standing in people})
    assert assigned(matcher.assign(deal(), standings, NOW)) == {"abe": {"R1": 10}}
    standings.put("abe", Standing(load={"open_opportunities": 5}))
    assert assigned(matcher.assign(deal(), standings, NOW)) == {"abe": {"R1": 5}}
    standings.put("abe", Standing(minutes_to_working_hour=None, substitute="sue"))
    assert set(assigned(matcher.assign(deal(), standings, NOW))) == {"sue"}
    standings.put("sue", Standing(active=False))
    assert assigned(matcher.assign(deal(), standings, NOW)) == {}


def test_somebody_without_a_standing_is_not_considered() -> None:
    abe, _ = person("abe")
    matcher = Matcher(Rules((rule("R1", "abe"),)), [abe])
    assert assigned(matcher.assign(deal(), matcher.standings({}), NOW)) == {}


def test_the_outcome_depends_on_no_order_of_rules_people_or_groups() -> None:
    draw = random.Random(1)
    people = [person(f"p{n}", load={"open_opportunities": n % 3}, open_load=n % 4) for n in range(12)]
    groups = [RuleGroup(f"G{n}", order=n) for n in range(3)]
    rules = [
        rule(n, *[f"p{(n + k) % 12}" for k in range(6)], group=f"G{n % 3}", score=n % 2, filter=list(Filter)[n % 4])
        for n in range(12)
    ]
    first = run(rules, people, groups=groups).as_json()
    for _ in range(10):
        for some in (rules, people, groups):
            draw.shuffle(some)  # type: ignore[arg-type]
        assert run(rules, people, groups=groups).as_json() == first


def test_the_engine_needs_no_framework() -> None:
    blocked = "import sys; sys.modules['django'] = None; import assignment.matching, assignment.cases"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


NO_VALUES = Criterion("K", Compare.OBJECT, "region")
LISTED = Criterion("K", Compare.OBJECT_TO_PERSON, "region", values=(Value("V", Range(1, 2)),))
UNKNOWN = Criterion("K", Compare.PERSON, "region", values=(Value("V", Range(1, 2), 0, "Guru"),))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (Rule("R1", group="G9"), "unknown group"),
        (Rule("R1", criteria=(NO_VALUES,)), "at least one value"),
        (Rule("R1", criteria=(LISTED,)), "no listed values"),
        (Rule("R1", criteria=(UNKNOWN,)), "unknown expertise"),
        (Rule("R1", workload=(WorkloadRule("W", "open", 1, 0),)), "above 0"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(broken: Rule, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Matcher(Rules((broken,)), [])


def test_nobody_and_no_rule_may_be_there_twice() -> None:
    with pytest.raises(ValueError, match="rule is there twice"):
        Matcher(Rules((rule("R1"), rule("R1"))), [])
    with pytest.raises(ValueError, match="person is there twice"):
        Matcher(Rules(()), [person("abe")[0], person("abe")[0]])


def test_no_rules_no_people_nothing_happens() -> None:
    result = Matcher(Rules(()), []).assign(Opportunity("o1"), Matcher(Rules(()), []).standings({}), NOW)
    assert (result.memberships, result.lead, result.unassigned) == ((), None, ())
