"""A page of opportunities as plain values: one statement for rows and teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from opportunities.querysets import OpportunityQuerySet
from opportunities.stages.shown import ShownStage
from prm.core.keyset import PAGE_SIZE, Page, Sort, beyond, decode, encode, ordered
from prm.core.money import MAX_AMOUNT
from prm.ui.marks.people import Member

COLUMNS = {"name": "name_sort", "amount": "amount_company", "stage": "stage__order", "closes": "close_date"}
DEFAULT_SORT = "closes"
COUNTED = 1000
VALUES = (
    "key", "name", "name_sort", "amount", "amount_company", "currency_id", "probability", "stage_id", "stage_since",
    "close_date", "next_step", "account_name", "account_city", "account_region", "account_country",
    "partner_name", "team", "primary_person_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An opportunity as a list shows it."""

    key: str
    name: str
    customer: str
    partner: str
    amount: Decimal
    currency: str
    probability: int
    stage: ShownStage
    days_in_stage: int
    close_date: date
    next_step: str
    team: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many, and what they are worth in the company currency; above 1,000 only that there are more."""

    count: int
    potential: Decimal
    expected: Decimal

    @property
    def is_capped(self) -> bool:
        return self.count > COUNTED


def totals(found: OpportunityQuerySet) -> Totals:
    """Counts and sums of at most 1,001 rows, so that the cost has a bound."""
    few = found.order_by()[: COUNTED + 1]
    sums = few.aggregate(count=Count("pk"), potential=Sum("amount_company"), expected=Sum("expected_company"))
    return Totals(sums["count"], sums["potential"] or Decimal(0), sums["expected"] or Decimal(0))


def list_page(found: OpportunityQuerySet, sort: Sort, cursor: str, stages: dict[int, ShownStage]) -> Page[Row]:
    """25 rows of what was found from the cursor on; an unusable cursor means the first page."""
    at = decode(cursor) if cursor else None
    backward = bool(at and at[2])
    if at is not None:
        value = _typed(sort, at[0])
        at = None if value is None else at
    if at is not None:
        found = found.filter(beyond(sort, str(value), at[1], backward=backward))
    raw = list(ordered(found.for_list(), sort, backward=backward).values(*VALUES, "stage__order")[: PAGE_SIZE + 1])
    more = len(raw) > PAGE_SIZE
    raw = raw[:PAGE_SIZE]
    if backward:
        raw.reverse()
    has_next, has_previous = (True, more) if backward else (more, at is not None)
    return Page(
        rows=[_row(values, stages) for values in raw],
        next_cursor=encode(raw[-1][sort.field], raw[-1]["key"]) if raw and has_next else None,
        previous_cursor=encode(raw[0][sort.field], raw[0]["key"], backward=True) if raw and has_previous else None,
    )


def _typed(sort: Sort, value: str | None) -> Any:
    """The cursor's value as the column has it; None where it cannot be one."""
    readers = {"close_date": date.fromisoformat, "amount_company": _amount, "stage__order": int, "name_sort": str}
    try:
        return readers[sort.field](value or "")
    except (ValueError, ArithmeticError):
        return None


def _amount(text: str) -> Decimal:
    """Raises ArithmeticError or ValueError for text, NaN, and what is larger than any stored amount."""
    amount = Decimal(text)
    if not abs(amount) < MAX_AMOUNT * 10:
        raise ValueError(text)
    return amount


def _row(values: dict[str, Any], stages: dict[int, ShownStage]) -> Row:
    place = ", ".join(filter(None, [values["account_city"], values["account_region"]])) or values["account_country"]
    return Row(
        key=values["key"],
        name=values["name"],
        customer=" · ".join(filter(None, [values["account_name"], place])),
        partner=values["partner_name"],
        amount=values["amount"],
        currency=values["currency_id"],
        probability=values["probability"],
        stage=stages[values["stage_id"]],
        days_in_stage=max((timezone.localdate() - values["stage_since"]).days, 0),
        close_date=values["close_date"],
        next_step=values["next_step"],
        team=tuple(_member(member, values["primary_person_id"]) for member in values["team"]),
    )


def _member(member: dict[str, Any], primary: int) -> Member:
    lead = "primary" if member["person"] == primary else "lead" if member["lead"] else ""
    return Member(member["name"], member["company"], member["side"], lead)
