"""The first rows of several narrowed lists and how many each of them holds, read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from opportunities.rows import TABLES, read
from opportunities.scopes import Scope, compiled
from opportunities.stages.shown import ShownStage
from prm.core.keyset import COUNTED, Sort

MOST = 5
SELECTED = """
    o.key, o.name, o.amount, o.amount_company, o.currency_id, o.stage_id, o.close_date, o.closed_on, o.last_progress_on,
    o.win_asked_at, o.restricted, account.name AS account, partner.name AS partner
"""
# Up to 1,000 rows are looked for once, counted and sorted. A list without rows, or with more, has one of nulls that
# tells its count.
FEW = f"""
(WITH few (id) AS MATERIALIZED ({{few}})
SELECT %s, found.count, line.* FROM (SELECT count(*) AS count FROM few) AS found LEFT JOIN (
    SELECT {SELECTED} FROM {TABLES} WHERE o.id = ANY (ARRAY (
        SELECT id FROM opportunities_opportunity WHERE (SELECT count(*) FROM few) <= {COUNTED}
            AND id = ANY (ARRAY (SELECT few.id FROM few)) ORDER BY {{order}} LIMIT {{most}}
    ))
) AS line ON true)
"""  # noqa: S608 - nothing in it comes from outside
# Longer lists are read in their order, which soon meets the first ones; for rare ones it would look at every row.
MANY = f"(SELECT %s, {COUNTED + 1}, {SELECTED} FROM {TABLES} WHERE o.id = ANY (ARRAY ({{ids}})))"  # noqa: S608


class Stored(NamedTuple):
    """What SELECTED reads, in its order."""

    key: str
    name: str
    amount: Decimal
    amount_company: Decimal
    currency: str
    stage_id: int
    close_date: date
    closed_on: date | None
    last_progress_on: date
    win_asked_at: datetime | None
    restricted: bool
    account: str | None
    partner: str


@dataclass(frozen=True, slots=True)
class Line:
    """An opportunity in one line: less than a row of a list, and without its team."""

    key: str
    name: str
    account: str
    partner: str
    amount: Decimal
    currency: str
    stage: ShownStage
    close_date: date
    closed_on: date | None
    last_progress_on: date
    win_asked_on: date | None
    restricted: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list whose beginning is wanted, sorted by one of the columns `close_date` and `amount_company`."""

    name: str
    scope: Scope
    sort: Sort


@dataclass(frozen=True, slots=True)
class Extract:
    """At most 5 lines of a list; `count` is 1,001 where it holds more than 1,000."""

    lines: tuple[Line, ...]
    count: int

    @property
    def is_capped(self) -> bool:
        return self.count > COUNTED


def extracts(wanted: Sequence[Wanted], stages: dict[int, ShownStage], most: int = MOST) -> dict[str, Extract]:
    """The extract of each list by its name: one statement, and one more for all lists of more than 1,000 rows."""
    found = _read([_few(each, most) for each in wanted])
    many = [each for each in wanted if found[each.name][0] > COUNTED]
    found |= _read([_many(each, most) for each in many])
    return {each.name: _extract(*found[each.name], each.sort, stages, most) for each in wanted}


def _read(statements: Sequence[tuple[str, list[Any]]]) -> dict[str, tuple[int, list[Stored]]]:
    """How many each list holds and its first rows, by its name."""
    found: dict[str, tuple[int, list[Stored]]] = {}
    together = " UNION ALL ".join(statement for statement, _values in statements)
    values = [value for _statement, of_list in statements for value in of_list]
    for name, count, *columns in read(together, values) if statements else ():
        _count, rows = found.setdefault(name, (count, []))
        if columns[0] is not None:
            rows.append(Stored(*columns))
    return found


def _few(wanted: Wanted, most: int) -> tuple[str, list[Any]]:
    parts = [part.order_by().values("pk")[: COUNTED + 1] for part in wanted.scope.parts]
    few, values = compiled(parts, "UNION")
    direction = "DESC" if wanted.sort.descending else "ASC"
    order = f"{wanted.sort.field} {direction}, key {direction}"
    limited = f"{few} LIMIT {COUNTED + 1}" if len(parts) > 1 else few
    return FEW.format(few=limited, order=order, most=most), [*values, wanted.name]


def _many(wanted: Wanted, most: int) -> tuple[str, list[Any]]:
    sign = "-" if wanted.sort.descending else ""
    order, parts = (f"{sign}{wanted.sort.field}", f"{sign}key"), wanted.scope.pages_of(wanted.sort.name)
    ids, values = compiled([part.order_by(*order).values("pk")[:most] for part in parts], "UNION ALL")
    return MANY.format(ids=ids), [wanted.name, *values]


def _extract(count: int, rows: list[Stored], sort: Sort, stages: dict[int, ShownStage], most: int) -> Extract:
    rows.sort(key=lambda row: (getattr(row, sort.field), row.key), reverse=sort.descending)
    return Extract(tuple(_line(row, stages) for row in rows[:most]), count)


def _line(row: Stored, stages: dict[int, ShownStage]) -> Line:
    return Line(
        key=row.key,
        name=row.name,
        account=row.account or "",
        partner=row.partner,
        amount=row.amount,
        currency=row.currency,
        stage=stages[row.stage_id],
        close_date=row.close_date,
        closed_on=row.closed_on,
        last_progress_on=row.last_progress_on,
        win_asked_on=timezone.localdate(row.win_asked_at) if row.win_asked_at else None,
        restricted=row.restricted,
    )
