"""What revenue lines are worth, alone and together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from opportunities.models import RevenueLine
from prm.catalog.conversion import Converter, within_range
from prm.core import money


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in its own currency, the same in the company currency, and that × probability."""

    amount: Decimal
    amount_company: Decimal
    expected_company: Decimal


def rate_day(day: date, today: date) -> date:
    """The day whose exchange rate counts: rates of the future are not known, so today's stands in for them."""
    return min(day, today)


def set_worth(line: RevenueLine, currency: str, converter: Converter, today: date) -> None:
    """Fill the three amounts of a line from its quantity, price, discount, probability and date.

    Raises NotConvertible.
    """
    line.amount = money.line_amount(line.quantity, line.unit_price, line.discount, converter.decimals[currency])
    line.amount_company = converter.to_company(line.amount, currency, rate_day(line.date, today))
    line.expected_company = money.expected(line.amount_company, line.probability, converter.company.decimals)


def together(lines: Iterable[RevenueLine | Worth]) -> Worth:
    """The sums of lines as they are stored. Raises NotConvertible where they are too much to be stored."""
    found = list(lines)
    within_range(sum((line.amount for line in found), Decimal(0)))
    return Worth(
        sum((line.amount for line in found), Decimal(0)),
        within_range(sum((line.amount_company for line in found), Decimal(0))),
        sum((line.expected_company for line in found), Decimal(0)),
    )
