"""A board: a column for each stage with its count, its worth and the cards that close first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from opportunities.listing import few_of
from opportunities.lists import List, address
from opportunities.permissions import may_move_stage
from opportunities.querysets import OpportunityQuerySet
from opportunities.rows import SELECTED, TABLES, Stored, people_of, read, team_of
from opportunities.scopes import compiled
from opportunities.stages.shown import ShownStage
from prm.core.actor import Actor
from prm.core.keyset import COUNTED
from prm.ui.marks.people import Member

CARDS = 10
COLUMN = """
SELECT %s::bigint, few.*, (SELECT code FROM catalog_currency WHERE is_company), ARRAY ({ids})
FROM (SELECT count(*), coalesce(sum(amount_company), 0) FROM ({few}) AS f) AS few
"""
CARDS_STATEMENT = f"SELECT {SELECTED} FROM {TABLES} WHERE o.id = ANY (%s)"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Card:
    """An opportunity on the board; `may_move` where the reader may move it to another stage."""

    key: str
    name: str
    customer: str
    partner: str
    amount: Decimal
    currency: str
    close_date: date
    is_open: bool
    restricted: bool
    win_asked: bool
    version: int
    team: tuple[Member, ...]
    may_move: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A stage with how many are in it and what they are worth in the company currency; `url` lists them all, `targets`
    are the stages to which its cards can be moved."""

    stage: ShownStage
    count: int
    potential: Decimal
    cards: tuple[Card, ...]
    targets: tuple[ShownStage, ...]
    url: str

    @property
    def is_capped(self) -> bool:
        return self.count > COUNTED

    @property
    def more(self) -> int:
        """How many of them have no card."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The columns in the order of the stages; sums are in the company `currency`."""

    columns: tuple[Column, ...]
    currency: str

    @property
    def count(self) -> int:
        return sum(column.count for column in self.columns)

    @property
    def potential(self) -> Decimal:
        return sum((column.potential for column in self.columns), Decimal(0))

    @property
    def is_capped(self) -> bool:
        return any(column.is_capped for column in self.columns)


def board(asked: List) -> Board:
    """The board of a list: a column for each stage that the filter shows, in two statements."""
    shown = [stage for stage in asked.stages.values() if stage.code in asked.filter.chosen]
    counted = {values[0]: values[1:] for values in _read_columns(asked.found.parts, shown)}
    cards = _cards([pk for *_, ids in counted.values() for pk in ids], asked)
    columns = [
        Column(
            stage=stage,
            count=counted[stage.pk][0],
            potential=counted[stage.pk][1],
            cards=tuple(cards.get(stage.pk, ())),
            targets=tuple(each for each in asked.stages.values() if each.active and each != stage),
            url=address(asked.url, asked.query.urlencode(), stage=stage.code, view=None, cursor=None),
        )
        for stage in shown
        if stage.active or counted[stage.pk][0]
    ]
    return Board(tuple(columns), next((values[2] for values in counted.values()), ""))


def _read_columns(parts: Sequence[OpportunityQuerySet], stages: Sequence[ShownStage]) -> list[tuple[Any, ...]]:
    statements, values = [], []
    for stage in stages:
        in_stage = [part.filter(stage_id=stage.pk) for part in parts]
        few, of_few = few_of(in_stage)
        ids, of_ids = compiled(
            [part.order_by("close_date", "key").values("pk")[:CARDS] for part in in_stage], "UNION ALL"
        )
        statements.append(COLUMN.format(few=few, ids=ids))
        values += [stage.pk, *of_ids, *of_few]
    return read(" UNION ALL ".join(statements), values) if statements else []


def _cards(ids: list[int], asked: List) -> dict[int, list[Card]]:
    """Cards by stage, those that close first on top."""
    stored = sorted((Stored(*row) for row in read(CARDS_STATEMENT, [ids])), key=lambda row: (row.close_date, row.key))
    cards: dict[int, list[Card]] = {}
    for row in stored:
        column = cards.setdefault(row.stage_id, [])
        if len(column) < CARDS:
            column.append(_card(row, asked))
    return cards


def _card(row: Stored, asked: List) -> Card:
    return Card(
        key=row.key,
        name=row.name,
        customer=row.account or "",
        partner=row.partner,
        amount=row.amount,
        currency=row.currency,
        close_date=row.close_date,
        is_open=asked.stages[row.stage_id].is_open,
        restricted=row.restricted,
        win_asked=row.win_asked_at is not None,
        version=row.version,
        team=team_of(row.team, row.primary_id),
        may_move=may_move_stage(asked.actor, _seen(row, asked.actor)),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What permissions ask for."""

    partner_id: int
    am_member: bool
    managed_by: int | None
    win_asked_at: datetime | None
    primary_person_id: int
    # Lists leave those out.
    entered_in_error: bool = False


def _seen(row: Stored, actor: Actor) -> _Seen:
    return _Seen(
        row.partner_id, actor.person_id in people_of(row.team), row.managed_by, row.win_asked_at, row.primary_id
    )
