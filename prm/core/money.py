"""Amounts: stored with three decimals, rounded once, half to even, to what their currency has."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db import models

STORED_DECIMALS = 3
MAX_AMOUNT = Decimal(10) ** 14


class MoneyField(models.DecimalField):  # type: ignore[type-arg]
    """An amount in some currency, numeric(18,3): 15 digits before the point, as many decimals as any currency has."""

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        super().__init__(verbose_name, **{"max_digits": 18, "decimal_places": STORED_DECIMALS} | options)


def rounded(amount: Decimal, decimals: int) -> Decimal:
    """`amount` with `decimals` (0 to 3) digits after the point, half to even."""
    return amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def line_amount(quantity: Decimal, unit_price: Decimal, discount_percent: Decimal, decimals: int) -> Decimal:
    """quantity × unit price × (1 − discount), rounded once."""
    return rounded(quantity * unit_price * (100 - discount_percent) / 100, decimals)


def expected(amount: Decimal, probability_percent: int, decimals: int) -> Decimal:
    """amount × probability, rounded per record so that sums of stored values agree everywhere."""
    return rounded(amount * probability_percent / 100, decimals)
