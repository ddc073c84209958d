from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assignment.matching import Amount, TeamMember, Weighing, Weight, WeightedBy, load_key
from assignment.matching.weighing import load_in
from tests.assignment.matching.building import assigned, busy, deal, outcome, person, rule, run

BANDS = Weighing(WeightedBy.AMOUNT, (Weight(Fraction(1, 2), high=10_000), Weight(3, low=Decimal("100000"))))  # type: ignore[arg-type]
STAGES = Weighing(WeightedBy.STAGE, (Weight(0, "won"), Weight(Fraction(1, 4), "lead")))
KEY = load_key("open_opportunities", BANDS)


@pytest.mark.parametrize(
    ("amount", "counts"),
    [
        (0, Fraction(1, 2)),
        (10_000, Fraction(1, 2)),
        (Decimal("10000.001"), 1),
        (Decimal("99999.999"), 1),
        (100_000, 3),
        (10**14, 3),
    ],
)
def test_both_ends_of_an_amount_are_in_it_and_what_none_fits_counts_1(amount: Amount, counts: Amount) -> None:
    assert BANDS.weight_of(amount, "won") == counts


def test_the_first_that_fits_decides() -> None:
    twice = Weighing(WeightedBy.AMOUNT, (Weight(2, high=5), Weight(7, low=5)))
    assert [twice.weight_of(amount, "") for amount in (5, 6)] == [2, 7]


def test_stages() -> None:
    assert [STAGES.weight_of(10**9, stage) for stage in ("won", "lead", "proposal")] == [0, Fraction(1, 4), 1]
    assert (STAGES.denominator, BANDS.denominator) == (4, 2)


def test_those_that_weigh_alike_are_counted_once() -> None:
    again = Weighing(WeightedBy.AMOUNT, (Weight(Fraction(1, 2), high=10_000), Weight(3, low=100_000)))
    others = (
        Weighing(WeightedBy.AMOUNT, again.weights[::-1]),
        Weighing(WeightedBy.AMOUNT, again.weights[:1]),
        Weighing(WeightedBy.AMOUNT, (Weight(Fraction(1, 2), low=10_000), Weight(3, high=100_000))),
        STAGES,
    )
    assert load_key("open_opportunities", again) == KEY
    assert len({load_key("open_opportunities", one) for one in (None, BANDS, *others)}) == 6


def test_a_load_that_nobody_weighed_is_the_plain_one() -> None:
    assert load_in({"open_opportunities": 4, KEY: 7}, KEY) == 7
    assert load_in({"open_opportunities": 4, KEY: 0}, KEY) == 0
    assert load_in({"open_opportunities": 4}, KEY) == 4
    assert load_in({}, KEY) == 0


def test_each_rule_scores_by_its_own_weights_and_exactly() -> None:
    """7 × (1 − 2.5 / 3) is 7/6, which no rounding may touch."""
    abe = person("abe", load={"open_opportunities": 1, KEY: Fraction(5, 2)})
    both = (rule("R1", "abe", workload=[busy(7, 3, weighing=BANDS)]), rule("R2", "abe", workload=[busy(30, 3)]))
    assert assigned(run(both, abe)) == {"abe": {"R1": Fraction(7, 6), "R2": 20}}


def test_above_the_maximum_by_weight_is_out() -> None:
    abe = person("abe", load={"open_opportunities": 1, KEY: Fraction(13, 4)})
    assert (
        outcome(run(rule("R1", "abe", workload=[busy(7, 3, weighing=BANDS)]), abe), "R1", "abe") == "removed_workload"
    )


def test_this_opportunity_is_taken_out_by_its_own_weight() -> None:
    abe = person("abe", load={"open_opportunities": 2, KEY: Fraction(7, 2)})
    counted = TeamMember("abe", counted_load={"open_opportunities": 1, KEY: 3})
    result = run(rule("R1", "abe", workload=[busy(8, 4, weighing=BANDS)]), abe, deal(team=(counted,)))
    assert result.candidates("R1")[0].total == 7
