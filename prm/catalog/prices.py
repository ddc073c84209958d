"""The price list of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.catalog.models import Price


@dataclass(frozen=True, slots=True)
class PriceList:
    """What products cost, by currency and product key; a price of one currency says nothing about another."""

    by_currency: dict[str, dict[str, Decimal]]

    @classmethod
    def of(cls, day: date) -> PriceList:
        """List prices of the products on sale that hold on that day: one statement."""
        rows = Price.objects.in_force(day).filter(product__active=True)
        found: dict[str, dict[str, Decimal]] = {}
        for currency, key, amount in rows.values_list("currency_id", "product__key", "amount"):
            found.setdefault(currency, {})[key] = amount
        return cls(found)

    def in_currency(self, currency: str) -> dict[str, Decimal]:
        """All list prices in that currency, by product key."""
        return self.by_currency.get(currency, {})
