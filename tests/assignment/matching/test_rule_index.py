"""The index leaves out only rules that fail: compared with looking at every rule, over many drawn cases."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assignment.matching import Compare, Composite, Criterion, Inclusion, Opportunity, Prefix, Range, Required, Text
from assignment.matching.criteria import ObjectComparison
from assignment.matching.expertise import Scale
from assignment.matching.rule_index import NumberRanges, RuleIndex
from assignment.matching.rules import Rule
from assignment.matching.view import View
from tests.assignment.matching.building import EXPERTISE, ask, deal, person, rule, run, value

FACTS = ["a", "ab", "abc", "b", 5, 10, Decimal("10.5"), 99, "007", ""]


def drawn_pattern(draw: random.Random) -> object:
    ends = [None, 0, 5, 10, Decimal("10.5"), 50, "a", "b"]
    return draw.choice(
        [
            Text(draw.choice(["a", "ab", "b", "5", "7"])),
            Prefix(draw.choice(["", "a", "ab"])),
            Range(draw.choice(ends), draw.choice(ends)),
            Composite((("x", Text("a")), ("y", Range(None, 10)))),
        ]
    )


def drawn_criterion(draw: random.Random, number: int) -> Criterion:
    values = [value(drawn_pattern(draw), 1, id_=str(n)) for n in range(draw.randint(1, 3))]  # type: ignore[arg-type]
    required, inclusion = draw.choice(list(Required)), draw.choice(list(Inclusion))
    return ask(Compare.OBJECT, draw.choice("xyz"), *values, id=str(number), required=required, inclusion=inclusion)


@pytest.mark.parametrize("seed", range(12))
def test_no_rule_that_passes_is_left_out(seed: int) -> None:
    draw = random.Random(seed)
    rules = [rule(n, "abe", criteria=[drawn_criterion(draw, k) for k in range(draw.randint(0, 3))]) for n in range(30)]
    for _ in range(10):
        facts = {name: tuple(draw.sample(FACTS, draw.randint(0, 2))) for name in "xyz"}
        opportunity = Opportunity("o", facts)  # type: ignore[arg-type]
        together = run(rules, person("abe"), opportunity).rule_outcomes
        for one in rules:
            alone = _passes(one, opportunity)
            assert (together[one.id] == "assigned") is alone


def _passes(one: Rule, opportunity: Opportunity) -> bool:
    """Looked at alone and without the index."""
    comparisons = [ObjectComparison(criterion, Scale(EXPERTISE), 1) for criterion in one.criteria]
    return all(comparison.judge(View(opportunity)).keeps for comparison in comparisons)


def test_it_narrows_down() -> None:
    rules = [rule(n, criteria=[ask(Compare.OBJECT, "area", f"area {n}")]) for n in range(500)]
    assert RuleIndex(rules).possible(View(deal(attributes={"area": "area 7"}))) == 1 << 7
    assert RuleIndex(rules).possible(View(deal())) == 0


def test_rules_content_with_a_missing_attribute_stay() -> None:
    when = ask(Compare.OBJECT, "area", "north", required=Required.WHEN_AVAILABLE)
    index = RuleIndex([rule(0, criteria=[when]), rule(1)])
    assert index.possible(View(deal())) == 0b11
    assert index.possible(View(deal(attributes={"area": "south"}))) == 0b10


@pytest.mark.parametrize(
    ("fact", "rules"),
    [(-1, 0b100), (0, 0b101), (9, 0b101), (10, 0b111), (11, 0b110), (20, 0b110), (21, 0b100), (Decimal("9.99"), 0b101)],
)
def test_number_ranges(fact: object, rules: int) -> None:
    ranges = NumberRanges({Range(0, 10): 0b001, Range(10, 20): 0b010, Range(None, None): 0b100, Range(5, 1): 0b1000})
    assert ranges.rules(fact) == rules  # type: ignore[arg-type]
