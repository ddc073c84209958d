"""Verbs on revenue lines. The opportunity's amount is always the sum of its lines, written in the same transaction.

Each verb first locks the opportunity's row: two people who change two lines at the same moment then add up one after
the other, and none of their changes is lost. Two people on the same line are told apart by the line's version.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.events import tell_changes
from opportunities.history.actions import record
from opportunities.models import Opportunity, RevenueLine
from opportunities.models.child import new
from opportunities.revenue.permissions import may_change_lines
from opportunities.stages.actions import Changed
from opportunities.states import restate
from opportunities.worth import set_worth, together
from prm.catalog.conversion import Converter, NotConvertible
from prm.core.actor import Actor

MAX_LINES = 500


@dataclass(frozen=True, slots=True)
class LineValues:
    """What a person says of a line; prices are in the opportunity's currency, discount and probability in percent."""

    product_id: int
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    date: date
    probability: int
    stage_id: int
    in_forecast: bool = True
    upside: str = ""

    @classmethod
    def of(cls, line: RevenueLine) -> LineValues:
        return cls(**{name: getattr(line, name) for name in cls.__dataclass_fields__})


@transaction.atomic
def add_line(
    opportunity: Opportunity, *, actor: Actor, values: LineValues, below: RevenueLine | None = None
) -> RevenueLine:
    """Add a line at the end, or directly below another. Raises PermissionDenied; ValidationError by field."""
    _lock(opportunity, actor)
    lines = list(RevenueLine.objects.of(opportunity).kept().order_by("position", "pk"))
    if len(lines) >= MAX_LINES:
        raise ValidationError(_("An opportunity has at most %(most)d revenue lines.") % {"most": MAX_LINES})
    line = new(RevenueLine, opportunity, **asdict(values))
    _set_worth(line, opportunity)
    place = next((number for number, other in enumerate(lines, 1) if below and other.pk == below.pk), len(lines))
    lines.insert(place, line)
    _renumber(lines)
    line.save()
    _changed(opportunity, "revenue.line_added", line, actor=actor)
    return line


@transaction.atomic
def change_line(opportunity: Opportunity, line: RevenueLine, *, actor: Actor, version: int, values: LineValues) -> bool:
    """Change a line; False where it already is as wanted. A removed one of that `version` is put back with it.

    Raises PermissionDenied; Changed where the line is no longer at `version`; ValidationError by field.
    """
    _lock(opportunity, actor)
    stored = _stored(opportunity, line)
    if LineValues.of(stored) == values and stored.deleted_at is None:
        return False
    if stored.version != version:
        raise Changed(_("Somebody changed this line while you looked at it."))
    before = _told(stored)
    for name, value in asdict(values).items():
        setattr(stored, name, value)
    _set_worth(stored, opportunity)
    stored.version, stored.deleted_at = version + 1, None
    stored.save()
    after = _told(_stored(opportunity, line))
    changes = {name: [value, after[name]] for name, value in before.items() if value != after[name]}
    _changed(opportunity, "revenue.line_changed", stored, actor=actor, changes=changes)
    return True


def copy_line(opportunity: Opportunity, line: RevenueLine, *, actor: Actor) -> RevenueLine:
    """Add the same line again, directly below."""
    stored = _stored(opportunity, line)
    return add_line(opportunity, actor=actor, values=LineValues.of(stored), below=stored)


@transaction.atomic
def shift_line(opportunity: Opportunity, line: RevenueLine, *, actor: Actor, up: bool) -> bool:
    """Change places with the line above or below; False at the end of the list."""
    _lock(opportunity, actor)
    lines = list(RevenueLine.objects.of(opportunity).kept().order_by("position", "pk"))
    place = next((number for number, other in enumerate(lines) if other.pk == line.pk), None)
    target = None if place is None else place - 1 if up else place + 1
    if place is None or target is None or not 0 <= target < len(lines):
        return False
    lines[place], lines[target] = lines[target], lines[place]
    _renumber(lines)
    return True


@transaction.atomic
def remove_line(opportunity: Opportunity, line: RevenueLine, *, actor: Actor) -> bool:
    """Take a line out of the sums; it can be put back for 30 days. False where it is out already."""
    _lock(opportunity, actor)
    now = timezone.now()
    kept = RevenueLine.objects.of(opportunity).kept().filter(pk=line.pk)
    if kept.update(deleted_at=now, version=F("version") + 1) != 1:
        return False
    _changed(opportunity, "revenue.line_removed", line, actor=actor)
    return True


@transaction.atomic
def restore_line(opportunity: Opportunity, line: RevenueLine, *, actor: Actor) -> bool:
    """Put a removed line back, with its value as of today's rates. False where it is there."""
    _lock(opportunity, actor)
    stored = _stored(opportunity, line)
    if stored.deleted_at is None:
        return False
    stored.deleted_at = None
    stored.version += 1
    _set_worth(stored, opportunity)
    stored.save()
    _changed(opportunity, "revenue.line_restored", stored, actor=actor)
    return True


def roll_up(opportunity: Opportunity, at: datetime) -> None:
    """Write the sums of the lines to an opportunity whose row is locked; without lines it is worth nothing until
    somebody types an amount. Raises ValidationError where the sum is too large to be stored."""
    lines = list(RevenueLine.objects.of(opportunity).kept())
    try:
        worth = together(lines)
    except NotConvertible as refused:
        raise ValidationError({"unit_price": refused.in_words()}) from refused
    before = (opportunity.amount, opportunity.amount_company, opportunity.expected_company)
    changes = asdict(worth) | {"amount_typed": False, "updated_at": at, "last_progress_on": timezone.localdate(at)}
    Opportunity.objects.filter(pk=opportunity.pk).update(**changes)
    for name, value in changes.items():
        setattr(opportunity, name, value)
    if before != (worth.amount, worth.amount_company, worth.expected_company):
        restate(opportunity, at)


def _lock(opportunity: Opportunity, actor: Actor) -> None:
    """Hold the opportunity's row until the transaction ends and bring its figures up to date.

    Raises PermissionDenied, also where the opportunity was closed since the page was shown.
    """
    if not may_change_lines(actor, opportunity):
        raise PermissionDenied
    # Without a join: one whose row changed while we waited for the lock would find nothing.
    held = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    for name in ("amount", "amount_company", "expected_company", "stage", "probability", "win_asked_at"):
        setattr(opportunity, name, getattr(held, name))
    opportunity.entered_in_error = held.entered_in_error
    if not may_change_lines(actor, opportunity):
        raise PermissionDenied


def _stored(opportunity: Opportunity, line: RevenueLine) -> RevenueLine:
    found: RevenueLine = RevenueLine.objects.of(opportunity).select_related("product", "stage").get(pk=line.pk)
    return found


def _set_worth(line: RevenueLine, opportunity: Opportunity) -> None:
    try:
        set_worth(line, opportunity.currency_id, Converter.load(), timezone.localdate())
    except NotConvertible as refused:
        raise ValidationError({"unit_price": refused.in_words()}) from refused


def _renumber(lines: list[RevenueLine]) -> None:
    """Positions in the order of the list; only lines that moved are written, unsaved ones are left to their verb."""
    moved = []
    for position, line in enumerate(lines):
        if line.position != position:
            line.position = position
            moved.append(line)
    RevenueLine.objects.bulk_update([line for line in moved if line.pk], ["position"])


def _told(line: RevenueLine) -> dict[str, Any]:
    """What the history tells of a line, as JSON values; amounts follow from these."""
    return {
        "product": line.product.name,
        "quantity": str(line.quantity),
        "unit_price": str(line.unit_price),
        "discount": str(line.discount),
        "probability": line.probability,
        "date": line.date.isoformat(),
        "stage": line.stage.code,
        "in_forecast": line.in_forecast,
        "upside": line.upside,
    }


def _changed(opportunity: Opportunity, verb: str, line: RevenueLine, *, actor: Actor, **parameters: Any) -> None:
    now = timezone.now()
    roll_up(opportunity, now)
    told = {"product": line.product.name, "amount": str(line.amount), "currency": opportunity.currency_id}
    record(opportunity, verb, actor=actor, at=now, **told, **parameters)
    tell_changes(opportunity.pk, ["lines"], actor=actor, at=now)
