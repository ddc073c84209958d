"""What people do about events that did not work."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from prm.core.actor import Actor
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.permissions import may_retry
from prm.core.outbox.publish import dispatch_after_commit


@transaction.atomic
def retry_events(ids: Iterable[int], *, actor: Actor) -> int:
    """Do events that failed or wait again at once, with all their attempts; returns how many.

    Those that are done stay done.
    """
    if not may_retry(actor):
        raise PermissionDenied
    waiting = OutboxEvent.objects.select_for_update().exclude(state=OutboxEvent.State.DONE).filter(pk__in=list(ids))
    found = list(waiting.order_by("pk").values_list("pk", flat=True))
    OutboxEvent.objects.filter(pk__in=found).update(
        state=OutboxEvent.State.NEW, attempts=0, due_at=timezone.now(), dispatched_at=None
    )
    dispatch_after_commit(found)
    return len(found)
