from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from opportunities.models import RevenueLine
from opportunities.worth import Worth, rate_day, set_worth, together
from prm.catalog.conversion import Converter, NoRate, TooMuch
from prm.catalog.models import Currency

DOLLAR = Currency(code="USD", decimals=2, is_company=True)
TODAY = date(2026, 9, 15)
RATES = {"EUR": [(date(2026, 1, 1), Decimal("1.10")), (date(2026, 9, 1), Decimal("1.20"))]}
CONVERTER = Converter(company=DOLLAR, decimals={"USD": 2, "EUR": 2, "JPY": 0}, rates=RATES)


def line(day: date, price: str = "10.005") -> RevenueLine:
    return RevenueLine(quantity=Decimal(3), unit_price=Decimal(price), discount=Decimal(10), probability=50, date=day)


@pytest.mark.parametrize(
    ("day", "amount", "company", "expected"),
    [
        (date(2026, 3, 1), "27.01", "29.71", "14.86"),
        (date(2026, 9, 15), "27.01", "32.41", "16.20"),
        (date(2029, 1, 1), "27.01", "32.41", "16.20"),
    ],
)
def test_a_line_at_the_rate_of_its_day(day: date, amount: str, company: str, expected: str) -> None:
    row = line(day)
    set_worth(row, "EUR", CONVERTER, TODAY)
    assert [row.amount, row.amount_company, row.expected_company] == [
        Decimal(amount),
        Decimal(company),
        Decimal(expected),
    ]


def test_what_cannot_be_told() -> None:
    with pytest.raises(NoRate):
        set_worth(line(date(2025, 1, 1)), "EUR", CONVERTER, TODAY)
    with pytest.raises(TooMuch):
        set_worth(line(TODAY, "99999999999999"), "EUR", CONVERTER, TODAY)


def test_together() -> None:
    rows = [line(TODAY), line(TODAY)]
    for row in rows:
        set_worth(row, "USD", CONVERTER, TODAY)
    assert together(rows) == Worth(Decimal("54.02"), Decimal("54.02"), Decimal("27.00"))
    assert together([]) == Worth(Decimal(0), Decimal(0), Decimal(0))
    half = line(TODAY, "30000000000000")
    set_worth(half, "USD", CONVERTER, TODAY)
    with pytest.raises(TooMuch):
        together([half, half])


def test_rates_of_the_future_are_not_known() -> None:
    assert rate_day(date(2030, 1, 1), TODAY) == TODAY
    assert rate_day(date(2026, 1, 1), TODAY) == date(2026, 1, 1)
