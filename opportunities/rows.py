"""Opportunities as lists, boards and their cards show them: plain values, read by one statement with their teams."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from opportunities.stages.shown import ShownStage
from prm.ui.marks.people import Member

# Written by hand, since it never changes and compiling it anew costs more than the database needs to answer it.
SELECTED = """
    o.key, o.name, o.name_sort, o.amount, o.amount_company, o.currency_id, o.probability, o.stage_id, stage."order",
    o.stage_since, o.close_date, o.next_step, o.restricted, o.win_asked_at, o.version, o.partner_id,
    o.primary_person_id, o.closed_on,
    account.name, account.city, account.region, account.country, partner.name, partner.channel_manager_id,
    (SELECT json_agg(json_build_array(person.id, person.name, company.name, company.kind, member.is_lead)
            ORDER BY member.id)::text
        FROM opportunities_member AS member
        JOIN directory_person AS person ON person.id = member.person_id
        JOIN directory_organization AS company ON company.id = person.organization_id
        WHERE member.opportunity_id = o.id)
"""
TABLES = """
    opportunities_opportunity AS o
    JOIN opportunities_stage AS stage ON stage.id = o.stage_id
    JOIN directory_organization AS partner ON partner.id = o.partner_id
    LEFT JOIN directory_account AS account ON account.id = o.account_id
"""


class Stored(NamedTuple):
    """What SELECTED reads, in its order."""

    key: str
    name: str
    name_sort: str
    amount: Decimal
    amount_company: Decimal
    currency: str
    probability: int
    stage_id: int
    stage_order: int
    stage_since: date
    close_date: date
    next_step: str
    restricted: bool
    win_asked_at: datetime | None
    version: int
    partner_id: int
    primary_id: int
    closed_on: date | None
    account: str | None
    city: str | None
    region: str | None
    country: str | None
    partner: str
    managed_by: int | None
    team: str | None

    @property
    def customer(self) -> str:
        """The account and where it is; empty for an imported deal without one."""
        place = ", ".join(filter(None, (self.city, self.region))) or self.country
        return " · ".join(filter(None, (self.account, place)))


@dataclass(frozen=True, slots=True)
class Row:
    """An opportunity as a list shows it; `closed_on` is None while it is open."""

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
    restricted: bool = False
    win_asked: bool = False
    closed_on: date | None = None


def row_of(stored: Stored, stages: dict[int, ShownStage], today: date) -> Row:
    """The values of a list's row."""
    return Row(
        key=stored.key,
        name=stored.name,
        customer=stored.customer,
        partner=stored.partner,
        amount=stored.amount,
        currency=stored.currency,
        probability=stored.probability,
        stage=stages[stored.stage_id],
        days_in_stage=max((today - stored.stage_since).days, 0),
        close_date=stored.close_date,
        next_step=stored.next_step,
        team=team_of(stored.team, stored.primary_id),
        restricted=stored.restricted,
        win_asked=stored.win_asked_at is not None,
        closed_on=stored.closed_on,
    )


@lru_cache(maxsize=4096)
def team_of(team: str | None, primary_id: int) -> tuple[Member, ...]:
    """The members of a row, from the JSON that SELECTED makes of them."""
    leads = {True: "lead", False: ""}
    return tuple(
        Member(name, company, side, "primary" if person == primary_id else leads[is_lead])
        for person, name, company, side, is_lead in json.loads(team or "[]")
    )


def people_of(team: str | None) -> set[int]:
    """The ids of the members of a row."""
    return {member[0] for member in json.loads(team or "[]")}


def read(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement, whose JSON stays text."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def today() -> date:
    return timezone.localdate()
