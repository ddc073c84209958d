"""Run the handler that an outbox row names, exactly once."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta

from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.events import handler_and_event
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
FIRST_RETRY = timedelta(seconds=5)


def handle(outbox_id: int) -> bool:
    """Claim the row and do its work in one transaction; False where somebody else did it or it failed.

    The claim is a compare-and-swap: a second worker waits for the first one's commit and then finds nothing to
    claim, or finds the row new again after a rollback or a kill.
    """
    try:
        with acting_as(SYSTEM):
            return _claim_and_run(outbox_id)
    except Exception:
        logger.exception("outbox event %s failed", outbox_id)
        _note_failure(outbox_id, traceback.format_exc(limit=20))
        return False


def work_all(limit: int = 1000) -> int:
    """Handle due rows here and now, oldest first; returns how many. For commands where no worker runs."""
    with acting_as(SYSTEM):
        due = OutboxEvent.objects.filter(state=OutboxEvent.State.NEW, due_at__lte=timezone.now())
        ids = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])
    return sum(handle(pk) for pk in ids)


def _claim_and_run(outbox_id: int) -> bool:
    mine = OutboxEvent.objects.filter(pk=outbox_id, state=OutboxEvent.State.NEW, due_at__lte=timezone.now())
    if mine.update(state=OutboxEvent.State.DONE, done_at=timezone.now()) != 1:
        return False
    row = OutboxEvent.objects.get(pk=outbox_id)
    handler, event = handler_and_event(row.event, row.handler, row.payload)
    handler(event, outbox_id)
    return True


def _note_failure(outbox_id: int, error: str) -> None:
    with acting_as(SYSTEM):
        row = OutboxEvent.objects.filter(pk=outbox_id, state=OutboxEvent.State.NEW).first()
        if row is None:
            return
        attempts = row.attempts + 1
        state = OutboxEvent.State.FAILED if attempts >= MAX_ATTEMPTS else OutboxEvent.State.NEW
        due_at = timezone.now() + FIRST_RETRY * 2**attempts
        OutboxEvent.objects.filter(pk=outbox_id, attempts=row.attempts).update(
            attempts=attempts, last_error=error[-4000:], due_at=due_at, state=state, dispatched_at=None
        )
