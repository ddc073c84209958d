"""Run the handler that an outbox row names, exactly once."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta

from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.events import event_of, handler_and_event, many_handler
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


def work_all(chunk: int = 200) -> int:
    """Handle one chunk of due rows here and now, oldest first; returns how many were done. For commands.

    Rows of a handler with a form for chunks share one transaction; where that fails, each is tried alone.
    """
    with acting_as(SYSTEM):
        due = OutboxEvent.objects.filter(state=OutboxEvent.State.NEW, due_at__lte=timezone.now())
        rows = list(due.order_by("due_at", "pk").values_list("handler", "pk")[:chunk])
    by_handler: dict[str, list[int]] = {}
    for handler, pk in rows:
        by_handler.setdefault(handler, []).append(pk)
    return sum(_work_chunk(handler, ids) for handler, ids in by_handler.items())


def _work_chunk(handler: str, ids: list[int]) -> int:
    many = many_handler(handler)
    if many is not None:
        try:
            with acting_as(SYSTEM):
                claimed = _claim_many(ids)
                many([(event_of(row.event, row.payload), row.pk) for row in claimed])
                return len(claimed)
        except Exception:
            logger.exception("a chunk of %s events of %s failed, trying them one by one", len(ids), handler)
    return sum(handle(pk) for pk in ids)


def _claim_many(ids: list[int]) -> list[OutboxEvent]:
    """Lock and mark those of the rows that are still new, leaving those that a worker holds."""
    new = OutboxEvent.objects.select_for_update(skip_locked=True).filter(pk__in=ids, state=OutboxEvent.State.NEW)
    claimed = list(new.order_by("pk"))
    OutboxEvent.objects.filter(pk__in=[row.pk for row in claimed]).update(
        state=OutboxEvent.State.DONE, done_at=timezone.now()
    )
    return claimed


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
        # Only while it still waits: another worker may have finished it since it was read.
        OutboxEvent.objects.filter(pk=outbox_id, state=OutboxEvent.State.NEW, attempts=row.attempts).update(
            attempts=attempts, last_error=error[-4000:], due_at=due_at, state=state, dispatched_at=None
        )
