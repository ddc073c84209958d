"""What piles up is removed once it is older than its setting says.

An app says in its `retention.py` what it removes; `KEEP_DAYS` of the settings says after how many days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as

Purge = Callable[[datetime], int]
CHUNK = 1000

_purges: dict[str, tuple[str, Purge]] = {}


def purges(what: str, *, kept: str = "") -> Callable[[Purge], Purge]:
    """Register a function `(before) -> count`. `kept` is a key of `KEEP_DAYS`; without one, what is over goes at once.

    It deletes with `delete_in_chunks`, so that no table is held for long.
    """

    def register(purge: Purge) -> Purge:
        _purges[what] = (kept, purge)
        return purge

    return register


def purge_all(now: datetime | None = None) -> dict[str, int]:
    """Remove everything that was kept long enough, as the system; what → how many. Raises where a deletion fails:
    what was done until then stays done, the rest is for the next run."""
    autodiscover_modules("retention")
    now = now or timezone.now()
    return {
        what: purge(now - timedelta(days=settings.KEEP_DAYS[kept]) if kept else now)
        for what, (kept, purge) in sorted(_purges.items())
    }


def delete_in_chunks(rows: QuerySet[Any], chunk: int = CHUNK) -> int:
    """Delete rows, each chunk in a transaction of its own; returns how many of them there were."""
    count = 0
    while True:
        with acting_as(SYSTEM):
            ids = list(rows.values_list("pk", flat=True)[:chunk])
            rows.model._default_manager.filter(pk__in=ids).delete()
        count += len(ids)
        if len(ids) < chunk:
            return count


@purges("finished events", kept="events")
def purge_events(before: datetime) -> int:
    """Those that failed stay until somebody has looked at them."""
    return delete_in_chunks(OutboxEvent.objects.filter(state=OutboxEvent.State.DONE, done_at__lt=before))
