"""A page of opportunities: rows with their teams, how many there are and what they are worth, in one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opportunities.querysets import OpportunityQuerySet
from opportunities.rows import SELECTED, TABLES, Row, Stored, read, row_of, today
from opportunities.scopes import Scope, compiled
from opportunities.stages.shown import ShownStage
from prm.core.keyset import COUNTED, PAGE_SIZE, Page, Sort, beyond, decode, encode
from prm.core.money import MAX_AMOUNT, STORED_DECIMALS

COLUMNS = {"name": "name_sort", "amount": "amount_company", "stage": "stage__order", "closes": "close_date"}
DEFAULT_SORT = "closes"

VALUE_OF: dict[str, Callable[[Stored], Any]] = {
    "name_sort": lambda stored: stored.name_sort,
    "amount_company": lambda stored: stored.amount_company,
    "stage__order": lambda stored: stored.stage_order,
    "close_date": lambda stored: stored.close_date,
}
STATEMENT = """
WITH few AS (SELECT count(*), coalesce(sum(amount_company), 0), coalesce(sum(expected_company), 0)
    FROM ({counted}) AS f),
hidden AS (SELECT count(*), coalesce(sum(amount_company), 0), coalesce(sum(expected_company), 0)
    FROM ({hidden}) AS h)
SELECT few.*, hidden.*, (SELECT code FROM catalog_currency WHERE is_company), row.*
FROM few CROSS JOIN hidden LEFT JOIN (
    SELECT {selected} FROM {tables} WHERE o.id = ANY (ARRAY ({page}))
) AS row ON true
"""
NOTHING = "SELECT 0::numeric AS amount_company, 0::numeric AS expected_company WHERE false"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many, and what they are worth in the company currency; above 1,000 only that there are more.

    `hidden` of them are restricted ones that the reader must not open.
    """

    count: int
    potential: Decimal
    expected: Decimal
    hidden: int = 0

    @property
    def is_capped(self) -> bool:
        return self.count > COUNTED


@dataclass(frozen=True, slots=True)
class Listing:
    """A page with what stands above and below it."""

    page: Page[Row]
    totals: Totals
    currency: str
    first: int | None

    @property
    def shown(self) -> str:
        """`1–25 of 38`, above 1,000 `1–25 of 1,000+`; how many, where rows have come or gone since the first page."""
        count, rows = self.totals.count - self.totals.hidden, len(self.page.rows)
        last = None if self.first is None else self.first + rows - 1
        capped = count > COUNTED
        if last is None or (last > count and not capped):
            return ngettext("%(count)d shown", "%(count)d shown", rows) % {"count": rows}
        number = number_format(min(count, COUNTED), force_grouping=True) + ("+" if capped else "")
        return _("%(first)s–%(last)s of %(count)s") % {"first": self.first, "last": last, "count": number}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: the sort value and key of the row at its edge, and the direction of reading."""

    value: Any
    key: str
    backward: bool = False
    before: int | None = None


def parse_place(cursor: str, sort: Sort) -> Place | None:
    """The place that a cursor stands for; None for the first page, also where the cursor is unusable."""
    text, _, number = cursor.partition(".")
    parts = decode(text) if text else None
    value = None if parts is None else _typed(sort, parts[0])
    if parts is None or value is None:
        return None
    first = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else None
    return Place(value, parts[1], parts[2], first)


def list_page(scope: Scope, sort: Sort, cursor: str, stages: dict[int, ShownStage]) -> Listing:
    """25 rows of a scope from the cursor on, with totals over all of it that cost as much as 1,001 rows at most."""
    place = parse_place(cursor, sort)
    page, page_values = compiled([_ids(part, sort, place) for part in scope.pages_of(sort.name)], "UNION ALL")
    counted, counted_values = few_of(scope.parts)
    hidden, hidden_values = few_of(scope.hidden)
    statement = STATEMENT.format(counted=counted, hidden=hidden, selected=SELECTED, tables=TABLES, page=page)
    found = read(statement, [*counted_values, *hidden_values, *page_values])
    stored = [Stored(*values[7:]) for values in found if values[7] is not None]
    return Listing(
        page=_page(stored, sort, place, stages),
        totals=_totals(found[0]),
        currency=found[0][6],
        first=_first_number(place, stored),
    )


def few_of(parts: Sequence[OpportunityQuerySet]) -> tuple[str, list[Any]]:
    """SQL of amounts of at most 1,001 rows of all parts together, each row once."""
    if not parts:
        return NOTHING, []
    if len(parts) > 1:
        few = [part.order_by().values("pk", "amount_company", "expected_company")[: COUNTED + 1] for part in parts]
        union, values = compiled(few, "UNION")
        return f"SELECT amount_company, expected_company FROM ({union}) AS each LIMIT {COUNTED + 1}", values  # noqa: S608
    return compiled([parts[0].order_by().values("amount_company", "expected_company")[: COUNTED + 1]], "")


def _ids(rows: OpportunityQuerySet, sort: Sort, place: Place | None) -> QuerySet[Any, Any]:
    """The ids of a page and of one row more, which tells that there is another page."""
    backward = bool(place and place.backward)
    if place is not None:
        rows = rows.filter(beyond(sort, str(place.value), place.key, backward=backward))
    upward = sort.descending == backward
    order = (sort.field, "key") if upward else (f"-{sort.field}", "-key")
    return rows.order_by(*order).values("pk")[: PAGE_SIZE + 1]


def _page(stored: list[Stored], sort: Sort, place: Place | None, stages: dict[int, ShownStage]) -> Page[Row]:
    value, backward = VALUE_OF[sort.field], bool(place and place.backward)
    stored.sort(key=lambda each: (value(each), each.key), reverse=sort.descending != backward)
    more = len(stored) > PAGE_SIZE
    del stored[PAGE_SIZE:]
    if backward:
        stored.reverse()
    has_next, has_previous = (True, more) if backward else (more, place is not None)
    day, first = today(), _first_number(place, stored)
    after = "" if first is None else f".{first + len(stored)}"
    before = "" if first is None else f".{first}"
    return Page(
        rows=[row_of(each, stages, day) for each in stored],
        next_cursor=encode(value(stored[-1]), stored[-1].key) + after if stored and has_next else None,
        previous_cursor=encode(value(stored[0]), stored[0].key, backward=True) + before
        if stored and has_previous
        else None,
    )


def _first_number(place: Place | None, stored: Sequence[Stored]) -> int | None:
    """How many rows stand before the page's first one, plus one; None where the cursor does not know."""
    if place is None:
        return 1
    if place.before is None:
        return None
    return max(place.before - min(len(stored), PAGE_SIZE), 1) if place.backward else place.before


def _totals(values: tuple[Any, ...]) -> Totals:
    count, potential, expected, hidden, hidden_potential, hidden_expected = values[:6]
    return Totals(count + hidden, potential + hidden_potential, expected + hidden_expected, hidden)


def _typed(sort: Sort, value: str | None) -> Any:
    """The cursor's value as the column has it; None where it cannot be one."""
    readers: dict[str, Callable[[str], Any]] = {
        "close_date": date.fromisoformat,
        "amount_company": _amount,
        "stage__order": _order,
        "name_sort": str,
    }
    try:
        return readers[sort.field](value or "")
    except (ValueError, ArithmeticError):
        return None


def _order(text: str) -> int:
    """Raises ValueError for what no order is."""
    if not -1 < int(text) < 32_768:
        raise ValueError(text)
    return int(text)


def _amount(text: str) -> Decimal:
    """Raises ArithmeticError or ValueError for text, NaN, and what is larger or finer than any stored amount."""
    amount = Decimal(text)
    if not abs(amount) < MAX_AMOUNT * 10 or amount != round(amount, STORED_DECIMALS):
        raise ValueError(text)
    return amount
