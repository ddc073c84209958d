"""The one line that says what happens next."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from opportunities.history.actions import record
from opportunities.models import Opportunity
from opportunities.permissions import may_plan
from opportunities.stages.actions import swap
from prm.core.actor import Actor


@transaction.atomic
def set_next_step(opportunity: Opportunity, *, actor: Actor, version: int, next_step: str) -> bool:
    """Write the next step, empty where nothing is planned; False where it says so already.

    Raises PermissionDenied; Changed where `version` is no longer the stored one.
    """
    before, after = opportunity.next_step, next_step.strip()
    if before == after:
        return False
    if not may_plan(actor, opportunity):
        raise PermissionDenied
    now = timezone.now()
    swap(opportunity, version, {"next_step": after, "last_progress_on": timezone.localdate(now)}, now)
    record(opportunity, "opportunity.changed", actor=actor, at=now, changes={"next_step": [before, after]})
    return True
