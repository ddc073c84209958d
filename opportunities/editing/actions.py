"""Changing what is known of an opportunity, and its marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.editing.placing import territory_of
from opportunities.events import tell_changes
from opportunities.history.actions import record
from opportunities.models import Opportunity, RevenueLine, Source
from opportunities.permissions import may_edit, may_lock, may_mark_in_error, may_restrict
from opportunities.stages.actions import swap, typed_worth
from opportunities.states import restate
from prm.catalog.models import Currency
from prm.core import money
from prm.core.actor import Actor
from prm.core.sorting import sort_key
from prm.directory.accounts.actions import link_account
from prm.directory.models import Account, Contact
from prm.directory.places import TerritoryMap

# What makes a deal move: without any of these and without an activity it is idle.
PROGRESS = frozenset({"amount", "next_step"})
COUNTED = frozenset({"amount", "currency", "close_date"})


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person says of an opportunity. `amount` is None where its lines decide, or where it is closed."""

    name: str
    account: Account | None
    contact: Contact | None
    source: Source | None
    type: str
    currency: str
    amount: Decimal | None
    close_date: date
    next_step: str
    competitor: str
    description: str


@transaction.atomic
def change_opportunity(opportunity: Opportunity, *, actor: Actor, version: int, edit: Edit) -> bool:
    """Write what differs; False where nothing does.

    Raises PermissionDenied; Changed where `version` is no longer the stored one; ValidationError by field.
    """
    if not may_edit(actor, opportunity):
        raise PermissionDenied
    before, after = _told(opportunity), _told_of(edit)
    if edit.amount is None:
        after["amount"] = before["amount"]
    changes = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if not changes:
        return False
    now = timezone.now()
    swap(opportunity, version, _written(opportunity, edit, changes), now)
    if edit.account is not None and "account" in changes:
        link_account(edit.account.pk, opportunity.partner_id)
    if COUNTED & changes.keys():
        restate(opportunity, now)
    record(opportunity, "opportunity.changed", actor=actor, at=now, changes=changes, currency=opportunity.currency_id)
    tell_changes(opportunity.pk, changes, actor=actor, at=now)
    return True


def _told(opportunity: Opportunity) -> dict[str, Any]:
    """The fields as JSON values, for comparison and for the history."""
    return {
        "name": opportunity.name,
        "account": opportunity.account.name if opportunity.account else "",
        "contact": opportunity.contact.name if opportunity.contact else "",
        "source": opportunity.source.code if opportunity.source else "",
        "type": opportunity.type,
        "currency": opportunity.currency_id,
        "amount": _plain(opportunity.amount),
        "close_date": opportunity.close_date.isoformat(),
        "next_step": opportunity.next_step,
        "competitor": opportunity.competitor,
        "description": opportunity.description,
    }


def _told_of(edit: Edit) -> dict[str, Any]:
    return {
        "name": edit.name.strip(),
        "account": edit.account.name if edit.account else "",
        "contact": edit.contact.name if edit.contact else "",
        "source": edit.source.code if edit.source else "",
        "type": edit.type,
        "currency": edit.currency,
        "amount": "" if edit.amount is None else _plain(edit.amount),
        "close_date": edit.close_date.isoformat(),
        "next_step": edit.next_step.strip(),
        "competitor": edit.competitor.strip(),
        "description": edit.description.strip().replace("\r\n", "\n"),
    }


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _written(opportunity: Opportunity, edit: Edit, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Columns and their new values. Raises ValidationError by field."""
    texts = {
        name: changes[name][1] for name in ("name", "type", "next_step", "competitor", "description") if name in changes
    }
    written: dict[str, Any] = dict(texts)
    if "name" in changes:
        written["name_sort"] = sort_key(texts["name"])
    if "close_date" in changes:
        written |= {"close_date": edit.close_date, "close_date_moves": opportunity.close_date_moves + 1}
    if "source" in changes:
        written["source"] = edit.source
    if {"account", "contact"} & changes.keys():
        written |= {"account": edit.account, "contact": edit.contact}
    if "account" in changes:
        written["territory_id"] = territory_of(opportunity.partner, edit.account, TerritoryMap.load())
    if {"amount", "currency"} & changes.keys():
        written |= _worth(opportunity, edit)
    if PROGRESS & changes.keys():
        written["last_progress_on"] = timezone.localdate()
    return written


def _worth(opportunity: Opportunity, edit: Edit) -> dict[str, Any]:
    """A typed amount in its currency. With lines, both are theirs."""
    if RevenueLine.objects.of(opportunity).kept().exists():
        raise ValidationError({"currency": _("Its revenue lines have prices in this currency. Remove them first.")})
    opportunity.currency_id = edit.currency
    opportunity.close_date = edit.close_date
    worth = typed_worth(opportunity, opportunity.amount if edit.amount is None else edit.amount)
    decimals = Currency.objects.company().decimals
    expected = money.expected(worth["amount_company"], opportunity.probability, decimals)
    return worth | {"currency_id": edit.currency, "expected_company": expected}


@transaction.atomic
def restrict(opportunity: Opportunity, *, actor: Actor, restricted: bool) -> bool:
    """Keep it and its contact to its team and the partner's managers, or open both again.

    Raises PermissionDenied; Changed.
    """
    if not may_restrict(actor, opportunity):
        raise PermissionDenied
    verb = "mark.restricted" if restricted else "mark.unrestricted"
    return _mark(opportunity, {"restricted": restricted}, actor, verb)


@transaction.atomic
def lock_assignment(opportunity: Opportunity, *, actor: Actor, locked: bool, reason: str = "") -> bool:
    """Keep assignment rules away from it, with the reason, or let them in again. Raises PermissionDenied; Changed."""
    if not may_lock(actor, opportunity):
        raise PermissionDenied
    kept = reason.strip() if locked else ""
    marks = {"assignment_locked": locked, "lock_reason": kept}
    marked = _mark(opportunity, marks, actor, "mark.locked" if locked else "mark.unlocked", reason=kept)
    if marked and not locked:
        tell_changes(opportunity.pk, ["unlocked"], actor=actor, at=opportunity.updated_at)
    return marked


@transaction.atomic
def mark_in_error(opportunity: Opportunity, *, actor: Actor, in_error: bool, reason: str = "") -> bool:
    """Take it out of every list and figure, with the reason, or back in. Raises PermissionDenied; Changed."""
    if not may_mark_in_error(actor, opportunity):
        raise PermissionDenied
    verb = "mark.in_error" if in_error else "mark.not_in_error"
    return _mark(opportunity, {"entered_in_error": in_error}, actor, verb, reason=reason.strip())


def _mark(opportunity: Opportunity, marks: dict[str, Any], actor: Actor, verb: str, **told: str) -> bool:
    if all(getattr(opportunity, name) == value for name, value in marks.items()):
        return False
    now = timezone.now()
    swap(opportunity, opportunity.version, marks, now)
    record(opportunity, verb, actor=actor, at=now, **{name: value for name, value in told.items() if value})
    return True
