"""For commands: stay until the outbox is worked off, by this process or by workers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as

WAIT_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Finished:
    """How many events this process did, how many failed, and the last line of the newest failure."""

    done: int
    failed: int
    last_error: str


def finish_outbox(advance: Callable[[int], None] = lambda count: None, *, chunk: int = 200) -> Finished:
    """Do what is due, and wait for what a worker holds; `advance` is told how many were done after each chunk.

    An event that failed is left to the sweep, which tries it again with growing pauses.
    """
    done = 0
    while True:
        count = work_all(chunk)
        if count:
            done += count
            advance(count)
        elif not _untried():
            break
        else:
            time.sleep(WAIT_SECONDS)
    failed, last_error = _failures()
    return Finished(done, failed, last_error)


def _untried() -> bool:
    due = OutboxEvent.objects.filter(state=OutboxEvent.State.NEW, attempts=0, due_at__lte=timezone.now())
    with acting_as(SYSTEM):
        return due.exists()


def _failures() -> tuple[int, str]:
    with acting_as(SYSTEM):
        rows = OutboxEvent.objects.exclude(state=OutboxEvent.State.DONE).filter(attempts__gt=0)
        newest = rows.order_by("-pk").values_list("last_error", flat=True).first() or ""
        return rows.count(), (newest.strip().splitlines() or [""])[-1]
