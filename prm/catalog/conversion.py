"""Amounts in the company currency at the dated rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.catalog.models import Currency, ExchangeRate
from prm.core.money import rounded


class NoRate(ValueError):
    """There is no exchange rate of this currency on or before this day."""

    def __init__(self, currency: str, day: date) -> None:
        self.currency, self.day = currency, day
        super().__init__(f"no exchange rate of {currency} on or before {day:%Y-%m-%d}")


@dataclass(slots=True)
class Converter:
    """Converts to the company currency; reads all rates once, so that a bulk verb asks the database twice in all."""

    company: Currency
    decimals: dict[str, int]
    rates: dict[str, list[tuple[date, Decimal]]]

    @classmethod
    def load(cls) -> Converter:
        """Currencies and rates as they stand now."""
        currencies = list(Currency.objects.all())
        rates: dict[str, list[tuple[date, Decimal]]] = {}
        for code, day, rate in ExchangeRate.objects.order_by("day").values_list("currency_id", "day", "rate"):
            rates.setdefault(code, []).append((day, rate))
        company = next((currency for currency in currencies if currency.is_company), None)
        if company is None:
            raise Currency.DoesNotExist("no currency is marked as the company currency")
        return cls(company=company, decimals={row.code: row.decimals for row in currencies}, rates=rates)

    def to_company(self, amount: Decimal, currency: str, day: date) -> Decimal:
        """`amount` of `currency` in the company currency at the rate of `day`, rounded once. Raises NoRate."""
        return rounded(amount * self.rate(currency, day), self.company.decimals)

    def rate(self, currency: str, day: date) -> Decimal:
        """Units of the company currency for one unit of `currency` on `day`. Raises NoRate."""
        if currency == self.company.code:
            return Decimal(1)
        known = [rate for since, rate in self.rates.get(currency, []) if since <= day]
        if not known:
            raise NoRate(currency, day)
        return known[-1]
