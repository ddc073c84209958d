"""Verbs of the catalog."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from prm.catalog.models import Currency, ExchangeRate, Price, Product, ProductLine
from prm.core.actor import Actor
from prm.directory.permissions import may_administer

CatalogRow = TypeVar("CatalogRow", Currency, ExchangeRate, Price, Product, ProductLine)


@transaction.atomic
def save_to_catalog(row: CatalogRow, *, actor: Actor) -> CatalogRow:
    """Add or change a currency, rate, product line, product or price. Raises ValidationError by field."""
    if not may_administer(actor):
        raise PermissionDenied
    row.full_clean()
    row.save()
    return row


def set_price(product: Product, amount: Decimal, *, currency: Currency, since: date, actor: Actor) -> Price:
    """Put a list price on the list from a day on. Raises ValidationError where that day has one already."""
    price = Price(product=product, currency=currency, amount=amount, valid_from=since)
    return save_to_catalog(price, actor=actor)
