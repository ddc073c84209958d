"""Moving an opportunity to another stage, winning and losing it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opportunities.history.actions import record
from opportunities.models import Opportunity, RevenueLine, Stage
from opportunities.permissions import may_move_stage
from opportunities.states import restate
from prm.catalog.conversion import Converter, NotConvertible
from prm.catalog.models import Currency
from prm.core import money
from prm.core.actor import Actor

FILLED_HERE = ("amount", "next_step", "description", "competitor", "loss_reason", "contact")


class Changed(ValidationError):
    """Somebody else changed the opportunity since the page was shown."""


@transaction.atomic
def move_stage(opportunity: Opportunity, *, actor: Actor, stage: Stage, version: int, **filled: Any) -> bool:
    """Move an opportunity loaded `for_page(actor)` to `stage`, filling fields that the stage asks for.

    Returns False where it is there already. Raises PermissionDenied; Changed where `version` is no longer the stored
    one; ValidationError by field where a required field is empty.
    """
    if opportunity.stage_id == stage.pk:
        return False
    if not may_move_stage(actor, opportunity):
        raise PermissionDenied
    values = {name: value for name, value in filled.items() if name in FILLED_HERE and value}
    check_required(opportunity, stage, values)
    before, days = opportunity.stage, (timezone.localdate() - opportunity.stage_since).days
    _swap(opportunity, stage, version, values)
    now = timezone.now()
    restate(opportunity, now)
    reason = (
        {"loss_reason": opportunity.loss_reason.code} if stage.outcome == "lost" and opportunity.loss_reason else {}
    )
    record(
        opportunity,
        "stage.moved",
        actor=actor,
        at=now,
        before=before.code,
        after=stage.code,
        days=max(days, 0),
        **reason,
    )
    return True


def check_required(opportunity: Opportunity, stage: Stage, values: Mapping[str, Any]) -> None:
    """Raise ValidationError with a message per required field that is neither stored nor in `values`."""
    missing = {
        field: [_("%(stage)s asks for this. Fill it in.") % {"stage": stage.label}]
        for field in missing_fields(opportunity, stage, values)
    }
    if missing:
        raise ValidationError(missing)


def missing_fields(opportunity: Opportunity, stage: Stage, values: Mapping[str, Any]) -> list[str]:
    """Names of the fields that `stage` requires and that are empty."""
    return [field for field in stage.required_fields if field not in values and not _has(opportunity, field)]


def _has(opportunity: Opportunity, field: str) -> bool:
    if field == "lines":
        return RevenueLine.objects.of(opportunity).kept().exists()
    return bool(getattr(opportunity, f"{field}_id" if field in ("contact", "loss_reason") else field))


def _swap(opportunity: Opportunity, stage: Stage, version: int, values: Mapping[str, Any]) -> None:
    """Compare-and-swap on `version`, then the lines follow the opportunity's stage."""
    now, today = timezone.now(), timezone.localdate()
    changes = _worth(opportunity, stage, values) | {
        "stage": stage,
        "stage_since": today,
        "probability": stage.probability,
        "closed_on": None if stage.is_open else max(today, opportunity.entered_on),
        "loss_reason": values.get("loss_reason", opportunity.loss_reason) if stage.outcome == "lost" else None,
        "version": version + 1,
        "updated_at": now,
    }
    if Opportunity.objects.filter(pk=opportunity.pk, version=version).update(**changes) != 1:
        raise Changed(_("Somebody changed this opportunity while you looked at it."))
    for name, value in changes.items():
        setattr(opportunity, name, value)
    _follow(opportunity, stage)


def _worth(opportunity: Opportunity, stage: Stage, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values filled in, with what follows from a typed amount and the new probability."""
    changes = dict(values)
    company = opportunity.amount_company
    decimals = Currency.objects.company().decimals
    if "amount" in values:
        converter = Converter.load()
        changes["amount"] = money.rounded(values["amount"], converter.decimals[opportunity.currency_id])
        try:
            company = converter.to_company(changes["amount"], opportunity.currency_id, timezone.localdate())
        except NotConvertible as refused:
            raise ValidationError({"amount": refused.in_words()}) from refused
        changes |= {"amount_company": company, "amount_typed": True}
    return changes | {"expected_company": money.expected(company, stage.probability, decimals)}


def _follow(opportunity: Opportunity, stage: Stage) -> None:
    lines = list(RevenueLine.objects.of(opportunity).kept())
    decimals = Currency.objects.company().decimals
    for line in lines:
        line.expected_company = money.expected(line.amount_company, stage.probability, decimals)
        line.stage, line.probability, line.version = stage, stage.probability, line.version + 1
    RevenueLine.objects.bulk_update(lines, ["stage", "probability", "expected_company", "version"])
    if lines:
        opportunity.expected_company = sum((line.expected_company for line in lines), Decimal(0))
        Opportunity.objects.filter(pk=opportunity.pk).update(expected_company=opportunity.expected_company)
