from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.core.money import MAX_AMOUNT, expected, line_amount, rounded

amounts = st.decimals(min_value=0, max_value=MAX_AMOUNT - 1, places=3)
quantities = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 6, places=2)
prices = st.decimals(min_value=0, max_value=Decimal(10) ** 7, places=3)
percents = st.decimals(min_value=0, max_value=100, places=2)
decimal_places = st.integers(min_value=0, max_value=3)


def half_even(exact: Fraction, decimals: int) -> Fraction:
    """The nearest multiple of the smallest coin; between two the even one (Python's own round on fractions)."""
    return round(exact * 10**decimals) / Fraction(10**decimals)


@given(amounts, decimal_places)
def test_rounding_is_half_even(amount: Decimal, decimals: int) -> None:
    assert Fraction(rounded(amount, decimals)) == half_even(Fraction(amount), decimals)


@given(quantities, prices, percents, decimal_places)
def test_line_is_rounded_once(quantity: Decimal, price: Decimal, discount: Decimal, decimals: int) -> None:
    exact = Fraction(quantity) * Fraction(price) * (100 - Fraction(discount)) / 100
    assert Fraction(line_amount(quantity, price, discount, decimals)) == half_even(exact, decimals)


@given(amounts, st.integers(min_value=0, max_value=100), decimal_places)
def test_expected_is_rounded_once(amount: Decimal, probability: int, decimals: int) -> None:
    exact = Fraction(amount) * probability / 100
    assert Fraction(expected(amount, probability, decimals)) == half_even(exact, decimals)


@given(amounts, decimal_places)
def test_rounding_twice_changes_nothing(amount: Decimal, decimals: int) -> None:
    once = rounded(amount, decimals)
    assert rounded(once, decimals) == once


@pytest.mark.parametrize(
    ("amount", "decimals", "result"),
    [("2.5", 0, "2"), ("3.5", 0, "4"), ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("1.0005", 3, "1.000")],
)
def test_halves_go_to_the_even_coin(amount: str, decimals: int, result: str) -> None:
    assert str(rounded(Decimal(amount), decimals)) == result
