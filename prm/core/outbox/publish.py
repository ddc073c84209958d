from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from prm.core.actor import Actor
from prm.core.outbox.dispatch import dispatch
from prm.core.outbox.events import Event, handlers_of
from prm.core.outbox.models import OutboxEvent

# More at once come from a command, which works them off in chunks itself; what it leaves behind is for the sweep.
AT_ONCE = 50


def publish(*events: Event, actor: Actor, delay: timedelta = timedelta()) -> None:
    """Write the events' outbox rows in the current transaction; up to 50 are dispatched as soon as it is committed."""
    rows = OutboxEvent.objects.bulk_create(_rows(events, actor, delay))
    if not delay and len(rows) <= AT_ONCE:
        dispatch_after_commit([row.pk for row in rows])


def dispatch_after_commit(ids: list[int]) -> None:
    """Queue rows as soon as the present transaction is saved; what the broker misses is for the sweep."""
    transaction.on_commit(lambda: dispatch(ids), robust=True)


def _rows(events: Iterable[Event], actor: Actor, delay: timedelta) -> list[OutboxEvent]:
    due_at = timezone.now() + delay
    return [
        OutboxEvent(
            event=type(event).__name__,
            handler=handler,
            payload=event.payload(),
            organization_id=actor.organization_id,
            due_at=due_at,
        )
        for event in events
        for handler in handlers_of(type(event))
    ]
