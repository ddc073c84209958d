"""Amounts in the company currency at the dated rate."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from prm.catalog.models import Currency, ExchangeRate
from prm.core.money import MAX_AMOUNT, rounded


class NotConvertible(ValueError, ABC):
    """An amount that cannot be told in the company currency. Each kind says why in its own words."""

    @abstractmethod
    def in_words(self) -> str:
        """Why, and what to do about it."""


class NoRate(NotConvertible):
    """There is no exchange rate of this currency on or before this day."""

    def __init__(self, currency: str, day: date) -> None:
        self.currency, self.day = currency, day
        super().__init__(f"no exchange rate of {currency} on or before {day:%Y-%m-%d}")

    def in_words(self) -> str:
        told = {"currency": self.currency, "day": date_format(self.day, "M j, Y")}
        return (
            _(
                "There is no exchange rate of %(currency)s for %(day)s. "
                "Choose another currency or ask an administrator to add it."
            )
            % told
        )


class TooMuch(NotConvertible):
    """In the company currency the amount is larger than any that is stored."""

    def in_words(self) -> str:
        return _("In the company currency this is more than 14 digits. Check the amounts and the currency.")


def within_range(company: Decimal) -> Decimal:
    """An amount in the company currency that can be stored. Raises TooMuch."""
    if company >= MAX_AMOUNT:
        raise TooMuch
    return company


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
        """`amount` of `currency` in the company currency at the rate of `day`, rounded once. Raises NotConvertible."""
        return within_range(rounded(amount * self.rate(currency, day), self.company.decimals))

    def rate(self, currency: str, day: date) -> Decimal:
        """Units of the company currency for one unit of `currency` on `day`. Raises NoRate."""
        if currency == self.company.code:
            return Decimal(1)
        known = [rate for since, rate in self.rates.get(currency, []) if since <= day]
        if not known:
            raise NoRate(currency, day)
        return known[-1]
