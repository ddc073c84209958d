"""sales_pipeline.csv: from a row to the entry of an opportunity. Reads no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from opportunities.entry.records import Entry, LineEntry
from opportunities.imports.catalog import CURRENCY, Listed
from opportunities.imports.directory import Seller
from opportunities.imports.files import BadValue, Row
from opportunities.imports.spelling import PRODUCTS, STAGES, corrected

COLUMNS = (
    "opportunity_id",
    "sales_agent",
    "product",
    "account",
    "deal_stage",
    "engage_date",
    "close_date",
    "close_value",
)
EXPECTED_AFTER = timedelta(days=90)
NOT_RECORDED = "not_recorded"

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Known:
    """What rows refer to by name, and the day that stands for an empty engage date."""

    sellers: Mapping[str, Seller]
    products: Mapping[str, Listed]
    accounts: Mapping[str, int]
    latest_engage_date: date | None
    today: date


@dataclass(frozen=True, slots=True)
class Days:
    """When a deal was entered, is expected to close, and was closed."""

    entered_on: date
    close_date: date
    closed_on: date | None


def engage_dates(rows: Iterable[Row], today: date) -> list[date]:
    """The readable engage dates up to today."""
    found = []
    for row in rows:
        try:
            day = row.day("engage_date")
        except BadValue:
            continue
        if day is not None and day <= today:
            found.append(day)
    return found


def entry_of(row: Row, known: Known) -> Entry:
    """The opportunity of a row. Raises BadValue with what is wrong with it."""
    seller = _among("sales_agent", row.text("sales_agent"), known.sellers)
    stage = _among("deal_stage", row.text("deal_stage"), STAGES)
    product_name = corrected(row.text("product"), PRODUCTS)
    product = _among("product", product_name, known.products)
    account_name = row.optional("account")
    account = _among("account", account_name, known.accounts) if account_name else None
    days = _days(row, known, closed=stage in ("won", "lost"))
    price = row.amount("close_value") if stage == "won" else product.price
    return Entry(
        name=_name(product_name, account_name),
        partner_id=seller.partner_id,
        person_id=seller.person_id,
        account=account,
        currency=CURRENCY,
        stage=stage,
        lines=(LineEntry(product.product_id, Decimal(1), price),),
        loss_reason=NOT_RECORDED if stage == "lost" else "",
        close_date=days.close_date,
        entered_on=days.entered_on,
        closed_on=days.closed_on,
        external_id=_external_id(row),
    )


def _name(product: str, account: str) -> str:
    return (f"{product} for {account}" if account else f"{product}, no account named")[:200]


def _external_id(row: Row) -> str:
    text = row.text("opportunity_id")
    if len(text) > 80:
        raise BadValue(_("opportunity_id has more than 80 characters"))
    return text


def _among(column: str, name: str, choices: Mapping[str, Found]) -> Found:
    if name not in choices:
        raise BadValue(_("unknown %(column)s “%(name)s”") % {"column": column, "name": name[:80]})
    return choices[name]


def _days(row: Row, known: Known, *, closed: bool) -> Days:
    entered_on, close_date = row.day("engage_date") or known.latest_engage_date, row.day("close_date")
    if entered_on is None:
        raise BadValue(_("engage_date is empty here and in every other row"))
    if closed and close_date is None:
        raise BadValue(_("close_date is empty though the deal is closed"))
    if close_date and close_date < entered_on:
        raise BadValue(
            _("close_date %(close)s is before engage_date %(engage)s") % {"close": close_date, "engage": entered_on}
        )
    if entered_on > known.today or (closed and close_date and close_date > known.today):
        raise BadValue(_("a day that has not come yet"))
    return Days(entered_on, close_date or entered_on + EXPECTED_AFTER, close_date if closed else None)
