"""Hand outbox rows to Celery. A broker that does not answer delays work and never loses it or blocks a page."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as

logger = logging.getLogger(__name__)

BREAKER_SECONDS = 5
GRACE = timedelta(seconds=3)
DISPATCH_AGAIN_AFTER = timedelta(seconds=60)
SWEEP_SIZE = 500

_broker_down_until = 0.0


def dispatch(ids: Iterable[int]) -> bool:
    """Queue one task per row; False where the broker is down, which the next sweep makes up for."""
    global _broker_down_until
    from prm.core.outbox.tasks import handle_event

    if time.monotonic() < _broker_down_until:
        return False
    try:
        for pk in ids:
            handle_event.apply_async((pk,), retry=False)
    except OperationalError as error:
        _broker_down_until = time.monotonic() + BREAKER_SECONDS
        logger.warning("broker unreachable, events wait for the next sweep: %s", error)
        return False
    return True


def sweep() -> int:
    """Queue due rows that nobody picked up; returns how many. Runs every 5 s outside any transaction."""
    now = timezone.now()
    lost = Q(dispatched_at__isnull=True) | Q(dispatched_at__lt=now - DISPATCH_AGAIN_AFTER)
    with acting_as(SYSTEM):
        waiting = OutboxEvent.objects.filter(lost, state=OutboxEvent.State.NEW, due_at__lte=now - GRACE)
        ids = list(waiting.order_by("due_at").values_list("pk", flat=True)[:SWEEP_SIZE])
    if not ids or not dispatch(ids):
        return 0
    with acting_as(SYSTEM):
        OutboxEvent.objects.filter(pk__in=ids).update(dispatched_at=now)
    return len(ids)
