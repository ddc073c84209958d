"""From checked entries to unsaved rows: pure but for the reference data handed in."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from opportunities.entry.records import Entry, LineEntry
from opportunities.entry.reference import ReferenceData
from opportunities.models import HelpRequest, Member, MemberPeriod, Opportunity, RevenueLine
from opportunities.models.child import new
from opportunities.worth import Worth, rate_day, together
from prm.core import money
from prm.core.sorting import sort_key
from prm.directory.models import Account, Organization


def worth_of(entry: Entry, probability: int, reference: ReferenceData, today: date) -> Worth:
    """The typed amount, or the sums of the lines as they are stored. Raises NotConvertible."""
    if not entry.lines:
        amount = money.rounded(entry.amount or Decimal(0), reference.converter.decimals[entry.currency])
        return _worth(amount, entry, probability, reference, today)
    return together(_worth_of_line(line, entry, probability, reference, today) for line in entry.lines)


def opportunity_row(
    entry: Entry,
    *,
    account: Account | None,
    contact_id: int | None,
    partner: Organization,
    reference: ReferenceData,
    today: date,
) -> Opportunity:
    """The unsaved opportunity of an entry. Raises NotConvertible."""
    customer = account and reference.territories.find(account)
    return Opportunity(
        **_as_told(entry),
        **_on_its_way(entry, reference, today),
        account=account,
        contact_id=contact_id,
        territory_id=customer or partner.territory_id or reference.territories.find(partner),
        source_id=reference.sources.get(entry.source),
        loss_reason_id=reference.loss_reasons.get(entry.loss_reason),
    )


def _as_told(entry: Entry) -> dict[str, Any]:
    """What is stored as the entry says it."""
    return {
        "partner_id": entry.partner_id,
        "primary_person_id": entry.person_id,
        "entered_by_id": entry.person_id,
        "name": entry.name.strip(),
        "name_sort": sort_key(entry.name),
        "type": entry.type,
        "currency_id": entry.currency,
        "close_date": entry.close_date,
        "next_step": entry.next_step.strip(),
        "description": entry.description.strip(),
        "competitor": entry.competitor.strip(),
        "restricted": entry.restricted,
        "external_id": entry.external_id,
        "entry_key": entry.entry_key,
    }


def _on_its_way(entry: Entry, reference: ReferenceData, today: date) -> dict[str, Any]:
    """Stage, days and what it is worth. Raises NotConvertible."""
    stage = reference.stage(entry.stage)
    entered_on = entry.entered_on or today
    worth = worth_of(entry, stage.probability, reference, today)
    return {
        "stage": stage,
        "stage_since": entry.stage_since or entry.closed_on or entered_on,
        "probability": stage.probability,
        "amount": worth.amount,
        "amount_company": worth.amount_company,
        "expected_company": worth.expected_company,
        "amount_typed": not entry.lines and entry.amount is not None,
        "entered_on": entered_on,
        "closed_on": None if stage.is_open else entry.closed_on or today,
    }


def line_rows(opportunity: Opportunity, entry: Entry, reference: ReferenceData, today: date) -> list[RevenueLine]:
    """The revenue lines of an entry in its order, each rounded once."""
    found = []
    for position, line in enumerate(entry.lines):
        worth = _worth_of_line(line, entry, opportunity.probability, reference, today)
        found.append(_line_row(opportunity, position, line, worth))
    return found


def help_rows(opportunity: Opportunity, entry: Entry, at: datetime) -> list[HelpRequest]:
    return [
        new(
            HelpRequest,
            opportunity,
            kind=help.kind,
            what=help.what,
            due=help.due,
            asked_by_id=entry.person_id,
            asked_at=at,
        )
        for help in entry.help
    ]


def member_rows(opportunity: Opportunity, entry: Entry, at: datetime) -> tuple[list[Member], list[MemberPeriod]]:
    """The entering person as primary and the people added by hand, with their periods."""
    added = [pk for pk in dict.fromkeys(entry.people) if pk != entry.person_id]
    how = {entry.person_id: Member.How.ENTERED} | dict.fromkeys(added, Member.How.BY_HAND)
    members = [
        new(Member, opportunity, person_id=pk, how=way, added_by_id=entry.person_id, added_at=at)
        for pk, way in how.items()
    ]
    periods = [new(MemberPeriod, opportunity, person_id=pk, how=way, since=at) for pk, way in how.items()]
    return members, periods


def start_of(day: date, time_zone: str) -> datetime:
    """The moment a day begins in a zone."""
    return datetime.combine(day, time(), ZoneInfo(time_zone))


def _worth_of_line(line: LineEntry, entry: Entry, probability: int, reference: ReferenceData, today: date) -> Worth:
    converter = reference.converter
    amount = money.line_amount(line.quantity, line.unit_price, line.discount, converter.decimals[entry.currency])
    return _worth(amount, entry, probability, reference, today)


def _worth(amount: Decimal, entry: Entry, probability: int, reference: ReferenceData, today: date) -> Worth:
    converter = reference.converter
    company = converter.to_company(amount, entry.currency, rate_day(entry.closed_on or entry.close_date, today))
    return Worth(amount, company, money.expected(company, probability, converter.company.decimals))


def _line_row(opportunity: Opportunity, position: int, line: LineEntry, worth: Worth) -> RevenueLine:
    return new(
        RevenueLine,
        opportunity,
        product_id=line.product_id,
        position=position,
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount=line.discount,
        amount=worth.amount,
        amount_company=worth.amount_company,
        expected_company=worth.expected_company,
        probability=opportunity.probability,
        stage_id=opportunity.stage_id,
        date=opportunity.closed_on or opportunity.close_date,
    )
