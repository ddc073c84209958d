"""Moving an opportunity to another stage, winning and losing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.events import OpportunityClosed, WinAsked, tell_changes
from opportunities.history.actions import record
from opportunities.models import Opportunity, RevenueLine, Stage
from opportunities.permissions import may_move_stage
from opportunities.sharing import share_contacts
from opportunities.states import restate
from opportunities.worth import rate_day
from prm.catalog.conversion import Converter, NotConvertible
from prm.catalog.models import Currency
from prm.core import money
from prm.core.actor import Actor
from prm.core.outbox.publish import publish

FILLED_HERE = ("amount", "next_step", "description", "competitor", "loss_reason", "contact")
# What the form shows filled and somebody may mean to empty.
EMPTIED_HERE = ("competitor",)
# What says to whom the contact is known.
SHARING = frozenset({"contact", "restricted"})


class Changed(ValidationError):
    """Somebody else changed the opportunity since the page was shown."""


@transaction.atomic
def move_stage(opportunity: Opportunity, *, actor: Actor, stage: Stage, version: int, **filled: Any) -> bool:
    """Move an opportunity loaded `for_page(actor)` to `stage`, filling fields that the stage asks for.

    A win of a partner may have to wait until the brand owner confirms it: `win_asked_at` is set then. Returns False
    where it is in that stage already. Raises PermissionDenied; Changed where `version` is no longer the stored one;
    ValidationError by field where a required field is empty.
    """
    if opportunity.stage_id == stage.pk:
        return False
    if not may_move_stage(actor, opportunity):
        raise PermissionDenied
    values = {name: value for name, value in filled.items() if name in FILLED_HERE and (value or name in EMPTIED_HERE)}
    check_required(opportunity, stage, values)
    if waits_for_brand_owner(actor, opportunity, stage):
        _ask_win(opportunity, actor, version, values)
    else:
        enter_stage(opportunity, stage, actor=actor, version=version, values=values)
    return True


def waits_for_brand_owner(actor: Actor, opportunity: Opportunity, stage: Stage) -> bool:
    """Whether a win is only asked for: a partner closes a deal of its own and the stage wants it confirmed."""
    return stage.confirmed_by_brand_owner and actor.is_partner and opportunity.partner.kind == "partner"


def enter_stage(
    opportunity: Opportunity, stage: Stage, *, actor: Actor, version: int, values: Mapping[str, Any], verb: str = ""
) -> None:
    """Write the stage with all that follows from it; the verbs check before. Raises Changed and ValidationError."""
    before, days = opportunity.stage, (timezone.localdate() - opportunity.stage_since).days
    step = _step(opportunity, values)
    _swap(opportunity, stage, version, values)
    now = timezone.now()
    restate(opportunity, now)
    told: dict[str, Any] = {"before": before.code, "after": stage.code, "days": max(days, 0)} | step
    if stage.outcome == "lost":
        told |= _loss(opportunity)
    usual = "stage.moved" if before.is_open or not stage.is_open else "stage.reopened"
    record(opportunity, verb or usual, actor=actor, at=now, **told)
    if stage.is_open:
        fields = {*values, "stage" if before.is_open else "reopened"}
        tell_changes(opportunity.pk, fields, actor=actor, at=now)
    else:
        _tell_closed(opportunity, stage, actor, confirmed=verb == "win.confirmed")


def _ask_win(opportunity: Opportunity, actor: Actor, version: int, values: Mapping[str, Any]) -> None:
    now, step = timezone.now(), _step(opportunity, values)
    changes = _worth(opportunity, opportunity.probability, values) | {
        "win_asked_by_id": actor.person_id,
        "win_asked_at": now,
    }
    swap(opportunity, version, changes, now)
    record(opportunity, "win.asked", actor=actor, at=now, **step)
    publish(WinAsked(opportunity_id=opportunity.pk, by=actor.person_id), actor=actor)


def _tell_closed(opportunity: Opportunity, stage: Stage, actor: Actor, *, confirmed: bool) -> None:
    closed = OpportunityClosed(
        opportunity_id=opportunity.pk, outcome=stage.outcome, confirmed=confirmed, by=actor.person_id
    )
    publish(closed, actor=actor)


def _step(opportunity: Opportunity, values: Mapping[str, Any]) -> dict[str, Any]:
    """For the history: the next step where the form replaced it."""
    before, after = opportunity.next_step, values.get("next_step", opportunity.next_step)
    return {} if after == before else {"changes": {"next_step": [before, after]}}


def _loss(opportunity: Opportunity) -> dict[str, str]:
    reason = opportunity.loss_reason.code if opportunity.loss_reason else ""
    told = {"loss_reason": reason, "competitor": opportunity.competitor}
    return {name: value for name, value in told.items() if value}


def swap(opportunity: Opportunity, version: int, changes: Mapping[str, Any], at: datetime) -> None:
    """Compare-and-swap on `version`, and to whom contacts are known follows.

    Raises Changed where it is no longer the stored one.
    """
    former = opportunity.contact_id
    written = {**changes, "version": version + 1, "updated_at": at}
    if Opportunity.objects.filter(pk=opportunity.pk, version=version).update(**written) != 1:
        raise Changed(_("Somebody changed this opportunity while you looked at it."))
    for name, value in written.items():
        setattr(opportunity, name, value)
    if not SHARING.isdisjoint(changes):
        share_contacts([former, opportunity.contact_id])


def check_required(opportunity: Opportunity, stage: Stage, values: Mapping[str, Any]) -> None:
    """Raise ValidationError with a message per required field that is neither stored nor in `values`."""
    missing = {
        field: [_("%(stage)s asks for this. Fill it in.") % {"stage": stage.label}]
        for field in missing_fields(opportunity, stage, values)
    }
    if missing:
        raise ValidationError(missing)


def missing_fields(opportunity: Opportunity, stage: Stage, values: Mapping[str, Any]) -> list[str]:
    """Names of the fields that `stage` requires and that are empty; a closed deal has no next step to ask for."""
    wanted = [field for field in stage.required_fields if stage.is_open or field != "next_step"]
    return [field for field in wanted if field not in values and not _has(opportunity, field)]


def _has(opportunity: Opportunity, field: str) -> bool:
    if field == "lines":
        return RevenueLine.objects.of(opportunity).kept().exists()
    return bool(getattr(opportunity, f"{field}_id" if field in ("contact", "loss_reason") else field))


def _swap(opportunity: Opportunity, stage: Stage, version: int, values: Mapping[str, Any]) -> None:
    """Compare-and-swap on `version`, then the lines follow the opportunity's stage."""
    now, today = timezone.now(), timezone.localdate()
    changes = _worth(opportunity, stage.probability, values) | {
        "stage": stage,
        "stage_since": today,
        "probability": stage.probability,
        "closed_on": None if stage.is_open else max(today, opportunity.entered_on),
        "loss_reason": values.get("loss_reason", opportunity.loss_reason) if stage.outcome == "lost" else None,
        "win_asked_by": None,
        "win_asked_at": None,
        "last_progress_on": today,
    }
    former = opportunity.stage_id
    swap(opportunity, version, changes, now)
    _follow(opportunity, stage, former)


def _worth(opportunity: Opportunity, probability: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values filled in, with what follows from a typed amount and the probability."""
    changes = dict(values)
    company = opportunity.amount_company
    decimals = Currency.objects.company().decimals
    if "amount" in values:
        changes |= typed_worth(opportunity, values["amount"])
        company = changes["amount_company"]
    return changes | {"expected_company": money.expected(company, probability, decimals)}


def typed_worth(opportunity: Opportunity, amount: Decimal) -> dict[str, Any]:
    """An amount typed in the opportunity's currency, and the same in the company's. Raises ValidationError."""
    converter = Converter.load()
    rounded = money.rounded(amount, converter.decimals[opportunity.currency_id])
    day = rate_day(opportunity.close_date, timezone.localdate())
    try:
        company = converter.to_company(rounded, opportunity.currency_id, day)
    except NotConvertible as refused:
        raise ValidationError({"amount": refused.in_words()}) from refused
    return {"amount": rounded, "amount_company": company, "amount_typed": True}


def _follow(opportunity: Opportunity, stage: Stage, former: int) -> None:
    """Lines that were where the opportunity was go along; one with a stage of its own stays until the deal closes."""
    lines = list(RevenueLine.objects.of(opportunity).kept())
    decimals = Currency.objects.company().decimals
    for line in lines:
        if stage.is_open and line.stage_id != former:
            continue
        line.expected_company = money.expected(line.amount_company, stage.probability, decimals)
        line.stage, line.probability, line.version = stage, stage.probability, line.version + 1
    RevenueLine.objects.bulk_update(lines, ["stage", "probability", "expected_company", "version"])
    if lines:
        opportunity.expected_company = sum((line.expected_company for line in lines), Decimal(0))
        Opportunity.objects.filter(pk=opportunity.pk).update(expected_company=opportunity.expected_company)
