"""products.csv: product lines, products and their list prices in USD."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from opportunities.imports.files import BadValue, Row
from opportunities.imports.report import REFUSALS, Report, reason_of
from prm.catalog.actions import save_to_catalog, set_price
from prm.catalog.models import Currency, Price, Product, ProductLine
from prm.core.actor import Actor
from prm.core.money import MAX_AMOUNT

COLUMNS = ("product", "series", "sales_price")
CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Listed:
    """A product and its list price in USD as the file has it."""

    product_id: int
    price: Decimal


def ensure_currency(actor: Actor) -> Currency:
    """US dollars; the company currency where the portal has none yet."""
    found = Currency.objects.filter(code=CURRENCY).first()
    if found is not None:
        return found
    is_company = not Currency.objects.filter(is_company=True).exists()
    return save_to_catalog(Currency(code=CURRENCY, name="US dollar", is_company=is_company), actor=actor)


def take_products(rows: Iterable[Row], since: date, *, actor: Actor, report: Report) -> dict[str, Listed]:
    """Products by name; what the catalog lacks is added, with its price from `since` on."""
    currency = ensure_currency(actor)
    found: dict[str, Listed] = {}
    for row in rows:
        try:
            with transaction.atomic():
                name, price = row.text("product"), row.amount("sales_price")
                if name in found:
                    raise BadValue(_("product “%(name)s” stands in an earlier line already") % {"name": name})
                if price >= MAX_AMOUNT:
                    raise BadValue(_("sales_price has at most 14 digits before the point"))
                product = _product(name, row.text("series"), actor)
                if not Price.objects.filter(product=product, currency=currency).exists():
                    set_price(product, price, currency=currency, since=since, actor=actor)
                found[name] = Listed(product.pk, price)
        except REFUSALS as error:
            report.refuse(row, reason_of(error))
    return found


def _product(name: str, series: str, actor: Actor) -> Product:
    found = Product.objects.filter(name=name).first()
    if found is not None:
        return found
    line = ProductLine.objects.filter(name=series).first() or save_to_catalog(ProductLine(name=series), actor=actor)
    return save_to_catalog(Product(name=name, line=line), actor=actor)
