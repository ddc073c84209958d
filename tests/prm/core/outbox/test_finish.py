from __future__ import annotations

import logging
import threading
import time

import pytest
from django.db import connection

from prm.core.actor import SYSTEM
from prm.core.outbox.finish import finish_outbox
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.prm.core.outbox.happened import Told, noted, stored, waiting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="prm.core.outbox.work")


def test_everything_due_is_done_in_chunks() -> None:
    for number in range(5):
        waiting(number)
    told: list[int] = []
    finished = finish_outbox(told.append, chunk=2)
    assert (finished.done, finished.failed, finished.last_error) == (5, 0, "")
    assert told == [2, 2, 1]
    assert noted() == ["0", "1", "2", "3", "4"]


def test_nothing_to_do() -> None:
    assert finish_outbox().done == 0


def test_a_failure_is_told_and_left_to_the_sweep() -> None:
    Told.failing.add(1)
    rows = [waiting(0), waiting(1)]
    finished = finish_outbox()
    assert (finished.done, finished.failed) == (1, 1)
    assert finished.last_error == "RuntimeError: number 1 fails"
    assert [stored(row).state for row in rows] == ["done", "new"]


def test_it_waits_for_what_a_worker_holds() -> None:
    row, held = waiting(1), threading.Event()

    def worker() -> None:
        try:
            with acting_as(SYSTEM):
                OutboxEvent.objects.select_for_update().get(pk=row.pk)
                held.set()
                time.sleep(0.5)
                OutboxEvent.objects.filter(pk=row.pk).update(state="failed", attempts=8, last_error="given up")
        finally:
            connection.close()

    thread = threading.Thread(target=worker)
    thread.start()
    held.wait(5)
    finished = finish_outbox()
    thread.join()
    assert (finished.done, finished.failed, finished.last_error) == (0, 1, "given up")
