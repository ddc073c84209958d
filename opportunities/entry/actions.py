"""The verb that enters opportunities: one for the page, the import and the demo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.entry import rows, steps
from opportunities.entry.checks import check_entry, check_products
from opportunities.entry.contacts import contact_of
from opportunities.entry.people import check_people
from opportunities.entry.records import Entry, NewAccount
from opportunities.entry.reference import ReferenceData
from opportunities.events import MembersAdded, OpportunityEntered
from opportunities.models import (
    HelpRequest,
    Member,
    MemberPeriod,
    Opportunity,
    OpportunityHistory,
    OpportunityState,
    RevenueLine,
)
from opportunities.permissions import may_enter
from opportunities.sharing import share_contacts
from prm.catalog.conversion import NotConvertible
from prm.core.actor import Actor
from prm.core.outbox.events import Event
from prm.core.outbox.publish import publish
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account, AccountPartner, Organization


@dataclass(frozen=True, slots=True)
class Entered:
    """What one submit of the form led to; `again` marks a second submit of a form that was saved already."""

    opportunity: Opportunity
    again: bool = False


def enter_opportunity(entry: Entry, *, actor: Actor) -> Entered:
    """Enter one opportunity as the actor; the same `entry_key` again returns the first one.

    Raises PermissionDenied, or ValidationError with messages by field.
    """
    if not may_enter(actor) or actor.organization_id is None or actor.person_id is None:
        raise PermissionDenied
    own = replace(entry, partner_id=actor.organization_id, person_id=actor.person_id)
    try:
        return Entered(enter_opportunities([own], actor=actor)[0])
    except IntegrityError:
        first = _entered_before(own)
        if first is None:
            raise
        return Entered(first, again=True)


@transaction.atomic
def enter_opportunities(
    entries: Sequence[Entry], *, actor: Actor, reference: ReferenceData | None = None
) -> list[Opportunity]:
    """Enter any number of opportunities in one transaction and about a dozen statements; all or none.

    Only the system names another partner and person than its own, and dates of the past.
    Raises ValidationError with messages by field.
    """
    reference = reference or ReferenceData.load()
    for entry in entries:
        check_entry(entry, reference)
    check_people(entries, actor)
    check_products(entries, actor)
    now = timezone.now()
    opportunities = _opportunities(entries, actor, reference, timezone.localdate(now))
    Opportunity.objects.bulk_create(opportunities)
    share_contacts(row.contact_id for row in opportunities)
    _write_children(list(zip(opportunities, entries, strict=True)), actor, reference, now)
    connection.check_constraints()
    publish(*_events(opportunities, entries, actor), actor=actor)
    return opportunities


def _events(opportunities: Sequence[Opportunity], entries: Sequence[Entry], actor: Actor) -> list[Event]:
    """One a deal, and one more for people whom somebody put on its team; an import tells nobody."""
    events: list[Event] = [
        OpportunityEntered(opportunity_id=row.pk, brought_in=actor.is_system) for row in opportunities
    ]
    for row, entry in zip(opportunities, entries, strict=True):
        people = tuple(person for person in entry.people if person != entry.person_id)
        if people and not actor.is_system:
            events.append(MembersAdded(opportunity_id=row.pk, people=people, by=actor.person_id))
    return events


def entered_with(entry_key: UUID, actor: Actor) -> Opportunity | None:
    """What this person entered with the form of this key; None where it was not saved yet."""
    mine = Opportunity.objects.filter(partner_id=actor.organization_id, entered_by_id=actor.person_id)
    return mine.filter(entry_key=entry_key).first()


def _entered_before(entry: Entry) -> Opportunity | None:
    if entry.entry_key is None:
        return None
    return Opportunity.objects.filter(partner_id=entry.partner_id, entry_key=entry.entry_key).first()


def _opportunities(entries: Sequence[Entry], actor: Actor, reference: ReferenceData, today: date) -> list[Opportunity]:
    accounts = _accounts(entries, actor)
    partners = Organization.objects.in_bulk({entry.partner_id for entry in entries})
    found = []
    for entry, account in zip(entries, accounts, strict=True):
        contact_id = contact_of(entry, account, actor)
        try:
            row = rows.opportunity_row(
                entry,
                account=account,
                contact_id=contact_id,
                partner=partners[entry.partner_id],
                reference=reference,
                today=today,
            )
        except NotConvertible as refused:
            raise ValidationError({"currency": refused.in_words()}) from refused
        found.append(row)
    return found


def _accounts(entries: Sequence[Entry], actor: Actor) -> list[Account | None]:
    """The account of each entry: among those the actor may see, or a new one; each is linked to the partner."""
    wanted = {entry.account for entry in entries if isinstance(entry.account, int)}
    visible = Account.objects.visible_to(actor).in_bulk(wanted) if wanted else {}
    found: list[Account | None] = []
    for entry in entries:
        if isinstance(entry.account, NewAccount):
            found.append(_new_account(entry.account, entry.partner_id, actor))
        elif entry.account is None:
            found.append(None)
        elif entry.account in visible:
            found.append(visible[entry.account])
        else:
            raise ValidationError(
                {"account": _("This account is not among yours. Choose one of the list or add a new one.")}
            )
    links = {(account.pk, entry.partner_id) for account, entry in zip(found, entries, strict=True) if account}
    AccountPartner.objects.bulk_create(
        [AccountPartner(account_id=account, partner_id=partner) for account, partner in sorted(links)],
        ignore_conflicts=True,
    )
    return found


def _new_account(wanted: NewAccount, partner_id: int, actor: Actor) -> Account:
    account = Account(
        name=wanted.name.strip(),
        country=wanted.country,
        region=wanted.region,
        city=wanted.city,
        postal_code=wanted.postal_code,
        industry=wanted.industry,
    )
    try:
        return enter_account(account, actor=actor, partner_id=partner_id)
    except ValidationError as error:
        raise ValidationError({"account": error.messages}) from error


def _write_children(
    pairs: Sequence[tuple[Opportunity, Entry]], actor: Actor, reference: ReferenceData, now: datetime
) -> None:
    """Team, periods, lines, help, states and history of freshly saved opportunities, one statement a table."""
    members: list[Member] = []
    periods: list[MemberPeriod] = []
    states: list[OpportunityState] = []
    history: list[OpportunityHistory] = []
    for opportunity, entry in pairs:
        path = steps.steps(opportunity, entry, reference, now)
        team, since = rows.member_rows(opportunity, entry, path[0].at)
        members += team
        periods += since
        states += steps.state_rows(opportunity, path)
        history += steps.history_rows(opportunity, entry, path, actor)
    Member.objects.bulk_create(members)
    MemberPeriod.objects.bulk_create(periods)
    RevenueLine.objects.bulk_create(
        [line for pair in pairs for line in rows.line_rows(*pair, reference, timezone.localdate(now))]
    )
    HelpRequest.objects.bulk_create([row for pair in pairs for row in rows.help_rows(*pair, now)])
    OpportunityState.objects.bulk_create(states)
    OpportunityHistory.objects.bulk_create(history)
