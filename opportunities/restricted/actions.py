"""An administrator opens a restricted opportunity, and its history says so."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from opportunities.history.actions import record
from opportunities.models import Opportunity
from opportunities.permissions import is_recorded_reading, may_open_restricted
from opportunities.restricted.reading import OPENED, is_opened
from prm.core.actor import Actor


@transaction.atomic
def open_restricted(opportunity: Opportunity, *, actor: Actor) -> bool:
    """Record that the actor reads it from now on; False where nothing is to be recorded. Raises PermissionDenied."""
    if not may_open_restricted(actor):
        raise PermissionDenied
    # Two presses at the same time are one reading.
    opportunity.restricted = (
        Opportunity.objects.select_for_update().values_list("restricted", flat=True).get(pk=opportunity.pk)
    )
    if not is_recorded_reading(actor, opportunity) or is_opened(opportunity, actor):
        return False
    record(opportunity, OPENED, actor=actor, at=timezone.now())
    return True
