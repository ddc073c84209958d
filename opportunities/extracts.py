"""The first rows of several narrowed lists and how many each of them holds, all in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from opportunities.listing import COUNTED
from opportunities.rows import TABLES, read
from opportunities.scopes import Scope, compiled
from opportunities.stages.shown import ShownStage
from prm.core.keyset import Sort

MOST = 5
SELECTED = """
    o.key, o.name, o.amount, o.amount_company, o.currency_id, o.stage_id, o.close_date, o.closed_on, o.last_progress_on,
    o.win_asked_at, o.restricted, account.name AS account, partner.name AS partner
"""
# Whatever fits at most 1,000 rows is looked for once and sorted. Where more fit, the list is read in its order, which
# soon meets the first ones; reading it so for rare ones would look at every row. A list without rows has one of nulls.
STATEMENT = f"""
(WITH few (id) AS MATERIALIZED ({{few}}), many AS MATERIALIZED (SELECT count(*) AS count FROM few)
SELECT %s, (SELECT count FROM many), line.* FROM (SELECT) AS one LEFT JOIN (
    SELECT {SELECTED} FROM {TABLES} WHERE o.id = ANY (ARRAY (
        (SELECT id FROM opportunities_opportunity WHERE (SELECT count FROM many) <= {COUNTED}
            AND id = ANY (ARRAY (SELECT few.id FROM few)) ORDER BY {{order}} LIMIT {{most}})
        UNION ALL SELECT walked.id FROM ({{walked}}) AS walked (id) WHERE (SELECT count FROM many) > {COUNTED}
    ))
) AS line ON true)
"""  # noqa: S608 - nothing in it comes from outside


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
    """The extract of each list by its name: one statement, whose cost does not grow with the lists."""
    statements: list[str] = []
    values: list[Any] = []
    for each in wanted:
        statement, of_list = _of_list(each, most)
        statements.append(statement)
        values += of_list
    found: dict[str, tuple[int, list[Stored]]] = {each.name: (0, []) for each in wanted}
    for name, count, *columns in read(" UNION ALL ".join(statements), values) if wanted else ():
        rows = found[name][1]
        found[name] = count, [*rows, Stored(*columns)] if columns[0] is not None else rows
    return {each.name: _extract(*found[each.name], each.sort, stages, most) for each in wanted}


def _of_list(wanted: Wanted, most: int) -> tuple[str, list[Any]]:
    scope, sort = wanted.scope, wanted.sort
    few, few_values = compiled([part.order_by().values("pk")[: COUNTED + 1] for part in scope.parts], "UNION")
    sign, direction = ("-", "DESC") if sort.descending else ("", "ASC")
    ordered = [part.order_by(f"{sign}{sort.field}", f"{sign}key") for part in scope.pages_of(sort.name)]
    walked, walked_values = compiled([part.values("pk")[:most] for part in ordered], "UNION ALL")
    statement = STATEMENT.format(
        few=f"{few} LIMIT {COUNTED + 1}" if len(scope.parts) > 1 else few,
        order=f"{sort.field} {direction}, key {direction}",
        most=most,
        walked=walked,
    )
    return statement, [*few_values, wanted.name, *walked_values]


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
