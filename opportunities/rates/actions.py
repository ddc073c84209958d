"""What a corrected exchange rate does to amounts that were converted with the former one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from opportunities.history.actions import entry
from opportunities.models import Opportunity, OpportunityHistory, OpportunityState, RevenueLine
from opportunities.states import present_state
from prm.catalog.conversion import Converter, NoRate, NotConvertible
from prm.core import money
from prm.core.actor import Actor

logger = logging.getLogger(__name__)

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """From `since` on, and before `until` where there is one, another rate of the currency counts than `former`."""

    currency: str
    former: Decimal
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@transaction.atomic
def recompute_amounts(correction: Correction, *, actor: Actor, after: int = 0, chunk: int = CHUNK) -> int | None:
    """Compute the company amounts of one chunk of opportunities and their lines anew; for the system only.

    Returns the id behind which the next chunk begins, None after the last. A rate of which nothing is left (the first
    one was removed) leaves all amounts as they are. The pipeline of past days stays as it was told: from now on a new
    state counts.
    """
    if not actor.is_system:
        raise PermissionDenied
    converter = Converter.load()
    try:
        converter.rate(correction.currency, correction.since)
    except NoRate:
        return None
    rows = Opportunity.objects.filter(currency_id=correction.currency, pk__gt=after).order_by("pk")
    found = list(rows.select_for_update()[:chunk])
    _recompute(found, correction, converter, actor)
    return found[-1].pk if len(found) == chunk else None


def _recompute(
    opportunities: Sequence[Opportunity], correction: Correction, converter: Converter, actor: Actor
) -> None:
    converted = _converted_on(opportunities)
    lines = _lines(opportunities)
    moved_lines, moved = [], []
    for opportunity in opportunities:
        own, day = lines.get(opportunity.pk, []), converted[opportunity.pk]
        changed = [line for line in own if _convert(line, line.date, day, correction, converter)]
        moved_lines += changed
        was = opportunity.amount_company
        if changed:
            opportunity.amount_company = sum((line.amount_company for line in own), Decimal(0))
            opportunity.expected_company = sum((line.expected_company for line in own), Decimal(0))
        elif not own:
            _convert(opportunity, opportunity.closed_on or opportunity.close_date, day, correction, converter)
        if opportunity.amount_company != was:
            moved.append((opportunity, was))
    RevenueLine.objects.bulk_update(moved_lines, ["amount_company", "expected_company"])
    _save(moved, actor)


def _convert(
    row: Opportunity | RevenueLine, day: date, written_on: date, correction: Correction, converter: Converter
) -> bool:
    """Give a row its new amounts where the stored one is what the former rate made of it; whether it was."""
    decimals = converter.company.decimals
    by_former = row.amount_company == money.rounded(row.amount * correction.former, decimals)
    # The amount typed on moving an open deal is converted on that day, however long its close date is over.
    days = {min(day, written_on), written_on if isinstance(row, Opportunity) and row.closed_on is None else day}
    if not by_former or not any(correction.covers(min(found, written_on)) for found in days):
        return False
    # The rates of two months may be equal: what the rates of today make of it anyway was no amount of the former one.
    if any(_is_right(row, found, correction.currency, converter) for found in days):
        return False
    try:
        company = converter.to_company(row.amount, correction.currency, correction.since)
    except NotConvertible as refused:
        logger.warning("%s %s keeps its amount in the company currency: %s", type(row).__name__, row.pk, refused)
        return False
    row.amount_company, row.expected_company = company, money.expected(company, row.probability, decimals)
    return True


def _is_right(row: Opportunity | RevenueLine, day: date, currency: str, converter: Converter) -> bool:
    try:
        right = converter.to_company(row.amount, currency, day)
    except NotConvertible:
        return False
    return bool(row.amount_company == right)


def _converted_on(opportunities: Sequence[Opportunity]) -> dict[int, date]:
    """Id → the day since which an opportunity has its amount. An import tells of days before it was written."""
    began: dict[int, tuple[Decimal, datetime]] = {}
    states = OpportunityState.objects.filter(opportunity__in=[row.pk for row in opportunities])
    for pk, amount, since in states.order_by("since", "pk").values_list("opportunity_id", "amount_company", "since"):
        if pk not in began or began[pk][0] != amount:
            began[pk] = (amount, since)
    return {
        row.pk: timezone.localdate(max(row.created_at, began[row.pk][1]) if row.pk in began else row.created_at)
        for row in opportunities
    }


def _lines(opportunities: Sequence[Opportunity]) -> dict[int, list[RevenueLine]]:
    found: dict[int, list[RevenueLine]] = {}
    for line in RevenueLine.objects.kept().filter(opportunity__in=[row.pk for row in opportunities]):
        found.setdefault(line.opportunity_id, []).append(line)
    return found


def _save(moved: Sequence[tuple[Opportunity, Decimal]], actor: Actor) -> None:
    """Write changed opportunities, end their present state and begin the next, and tell it in the history."""
    now, rows = timezone.now(), [row for row, _ in moved]
    Opportunity.objects.bulk_update(rows, ["amount_company", "expected_company"])
    OpportunityState.objects.filter(opportunity__in=[row.pk for row in rows], until=None).update(until=now)
    OpportunityState.objects.bulk_create([present_state(row, now) for row in rows])
    OpportunityHistory.objects.bulk_create(
        [
            entry(
                row,
                "rate.corrected",
                actor=actor,
                at=now,
                currency=row.currency_id,
                was=str(was),
                now=str(row.amount_company),
            )
            for row, was in moved
        ]
    )
