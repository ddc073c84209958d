"""Verbs of the catalog."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prm.catalog.events import RateCorrected
from prm.catalog.models import Currency, ExchangeRate, Price, Product, ProductCost, ProductLine
from prm.core.actor import Actor
from prm.core.outbox.publish import publish
from prm.directory.permissions import may_administer

CatalogRow = TypeVar("CatalogRow", Currency, ExchangeRate, Price, Product, ProductCost, ProductLine)


@transaction.atomic
def save_to_catalog(row: CatalogRow, *, actor: Actor) -> CatalogRow:
    """Add or change a currency, rate, product line, product, cost or price. Raises ValidationError by field.

    Where a rate changes, amounts that were converted with the former one are computed anew after the commit.
    """
    if not may_administer(actor):
        raise PermissionDenied
    before = _days_of(row)
    row.full_clean()
    row.save()
    _tell_corrections(before, actor)
    return row


@transaction.atomic
def remove_from_catalog(row: CatalogRow, *, actor: Actor) -> None:
    """Delete a row that nothing points at. Raises ValidationError for the company currency; ProtectedError where
    products, prices or opportunities use it."""
    if not may_administer(actor):
        raise PermissionDenied
    if isinstance(row, Currency) and row.is_company:
        raise ValidationError(_("All totals are in the company currency, so it stays."))
    before = _days_of(row)
    row.delete()
    _tell_corrections(before, actor)


def set_price(product: Product, amount: Decimal, *, currency: Currency, since: date, actor: Actor) -> Price:
    """Put a list price on the list from a day on. Raises ValidationError where that day has one already."""
    price = Price(product=product, currency=currency, amount=amount, valid_from=since)
    return save_to_catalog(price, actor=actor)


RateOfDay = tuple[str, date, Decimal | None]


def _days_of(row: CatalogRow) -> list[RateOfDay]:
    """Currency, day and rate in force before a rate is saved, for the day it has now and the one it had."""
    if not isinstance(row, ExchangeRate) or not row.currency_id or not isinstance(row.day, date):
        return []
    stored = ExchangeRate.objects.filter(pk=row.pk).first() if row.pk else None
    places = {(row.currency_id, row.day)} | ({(stored.currency_id, stored.day)} if stored else set())
    return [(currency, day, _rate_on(currency, day)) for currency, day in sorted(places)]


def _rate_on(currency: str, day: date) -> Decimal | None:
    rates = ExchangeRate.objects.filter(currency_id=currency, day__lte=day)
    return rates.order_by("-day").values_list("rate", flat=True).first()


def _tell_corrections(before: list[RateOfDay], actor: Actor) -> None:
    """An event for each day from which another rate counts now; where there was none, nothing was converted."""
    for currency, day, former in before:
        if former is not None and _rate_on(currency, day) != former:
            later = ExchangeRate.objects.filter(currency_id=currency, day__gt=day).order_by("day")
            until = later.values_list("day", flat=True).first()
            told = RateCorrected(
                currency=currency,
                former=str(former),
                since=day.isoformat(),
                until=until.isoformat() if until else "",
            )
            publish(told, actor=actor)
