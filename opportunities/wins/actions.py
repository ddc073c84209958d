"""A win that waits for the brand owner: confirmed, returned, or taken back by the partner."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from opportunities.events import WinReturned
from opportunities.history.actions import record
from opportunities.models import Opportunity, Stage
from opportunities.permissions import may_confirm_win, may_withdraw_win
from opportunities.stages.actions import enter_stage, swap
from prm.core.actor import Actor
from prm.core.outbox.publish import publish


@transaction.atomic
def confirm_win(opportunity: Opportunity, *, actor: Actor, version: int) -> bool:
    """Close it as won, as the partner asked; False where it is won already.

    Raises PermissionDenied, also where nobody asks any more; Changed.
    """
    if opportunity.stage.outcome == Stage.Outcome.WON:
        return False
    if not may_confirm_win(actor, opportunity):
        raise PermissionDenied
    stage = (
        Stage.objects.in_use().filter(outcome=Stage.Outcome.WON).order_by("-confirmed_by_brand_owner", "order").first()
    )
    if stage is None:
        raise PermissionDenied
    enter_stage(opportunity, stage, actor=actor, version=version, values={}, verb="win.confirmed")
    return True


@transaction.atomic
def return_win(opportunity: Opportunity, *, actor: Actor, version: int, reason: str) -> None:
    """Give it back to the partner unconfirmed, with the reason. Raises PermissionDenied; Changed."""
    if not may_confirm_win(actor, opportunity):
        raise PermissionDenied
    asked_by = opportunity.win_asked_by_id
    _no_longer_asked(opportunity, actor, version, "win.returned", reason=reason)
    returned = WinReturned(
        opportunity_id=opportunity.pk,
        asked_by=asked_by or opportunity.primary_person_id,
        primary=opportunity.primary_person_id,
        reason=reason,
        by=actor.person_id,
    )
    publish(returned, actor=actor)


@transaction.atomic
def withdraw_win(opportunity: Opportunity, *, actor: Actor, version: int) -> None:
    """The partner no longer asks to confirm it. Raises PermissionDenied; Changed."""
    if not may_withdraw_win(actor, opportunity):
        raise PermissionDenied
    _no_longer_asked(opportunity, actor, version, "win.withdrawn")


def _no_longer_asked(opportunity: Opportunity, actor: Actor, version: int, verb: str, **told: str) -> None:
    now = timezone.now()
    swap(opportunity, version, {"win_asked_by": None, "win_asked_at": None}, now)
    record(opportunity, verb, actor=actor, at=now, **told)
