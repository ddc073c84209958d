from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox import work
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.prm.core.outbox.happened import Told, noted, stored, waiting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="prm.core.outbox.work")


def test_done_once_and_only_once() -> None:
    row = waiting(1)
    assert work.handle(row.pk)
    assert not work.handle(row.pk)
    assert noted() == ["1"]
    done = stored(row)
    assert (done.state, done.attempts, done.last_error) == ("done", 0, "")
    assert done.done_at is not None


def test_second_worker_waits_and_finds_nothing() -> None:
    """The first one holds its claim until it commits."""
    row, results = waiting(1), []

    def second() -> None:
        try:
            results.append(work.handle(row.pk))
        finally:
            connection.close()

    with acting_as(SYSTEM):
        assert work._claim_and_run(row.pk)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=0.2)
        assert thread.is_alive()
    thread.join(timeout=5)
    assert results == [False]
    assert noted() == ["1"]


def test_worker_that_dies_leaves_the_row_new() -> None:
    row = waiting(1)
    with acting_as(SYSTEM):
        work._claim_and_run(row.pk)
        transaction.set_rollback(True)
    assert stored(row).state == "new"
    assert noted() == []
    assert work.handle(row.pk)


def test_not_before_it_is_due() -> None:
    row = waiting(1, due_at=timezone.now() + timedelta(minutes=5))
    assert not work.handle(row.pk)
    assert stored(row).state == "new"


def test_failure_is_noted_and_takes_its_writes_with_it() -> None:
    Told.failing.add(1)
    row = waiting(1, dispatched_at=timezone.now())
    assert not work.handle(row.pk)
    failed = stored(row)
    assert (failed.state, failed.attempts, failed.dispatched_at, failed.done_at) == ("new", 1, None, None)
    assert failed.last_error.strip().endswith("RuntimeError: number 1 fails")
    assert noted() == []


def test_pauses_grow_and_end() -> None:
    Told.failing.add(1)
    row, pauses = waiting(1), []
    for _ in range(work.MAX_ATTEMPTS):
        with acting_as(SYSTEM):
            OutboxEvent.objects.update(due_at=timezone.now())
        work.handle(row.pk)
        pauses.append(round((stored(row).due_at - timezone.now()) / work.FIRST_RETRY))
    assert pauses == [2**attempt for attempt in range(1, work.MAX_ATTEMPTS + 1)]
    assert stored(row).state == "failed"
    assert not work.handle(row.pk)


def test_succeeds_after_a_failure() -> None:
    Told.failing.add(1)
    row = waiting(1)
    work.handle(row.pk)
    Told.failing.clear()
    assert not work.handle(row.pk), "its pause is not over"
    with acting_as(SYSTEM):
        OutboxEvent.objects.update(due_at=timezone.now())
    assert work.handle(row.pk)
    assert (stored(row).state, stored(row).attempts, noted()) == ("done", 1, ["1"])


def test_event_that_the_code_no_longer_knows_is_kept_with_its_error() -> None:
    row = waiting(1)
    with acting_as(SYSTEM):
        OutboxEvent.objects.filter(pk=row.pk).update(handler="gone.handler")
    assert not work.handle(row.pk)
    assert "KeyError: 'gone.handler'" in stored(row).last_error


def test_chunk_is_one_call_of_the_handler() -> None:
    rows = [waiting(number) for number in (1, 2, 3)]
    assert work.work_all(chunk=2) == 2
    assert work.work_all(chunk=2) == 1
    assert work.work_all(chunk=2) == 0
    assert Told.chunks == [2, 1]
    assert {stored(row).state for row in rows} == {"done"}
    assert noted() == ["1", "2", "3"]


def test_chunk_that_fails_is_done_one_by_one() -> None:
    Told.failing.add(2)
    good, bad, other = (waiting(number) for number in (1, 2, 3))
    assert work.work_all() == 2
    assert [stored(row).state for row in (good, bad, other)] == ["done", "new", "done"]
    assert stored(bad).attempts == 1
    assert noted() == ["1", "3"]


def test_chunk_leaves_what_a_worker_holds() -> None:
    held, free = waiting(1), waiting(2)
    finished = []

    def in_another_process() -> None:
        try:
            finished.append(work.work_all())
        finally:
            connection.close()

    with acting_as(SYSTEM):
        OutboxEvent.objects.select_for_update().get(pk=held.pk)
        thread = threading.Thread(target=in_another_process)
        thread.start()
        thread.join(timeout=5)
        assert finished == [1]
    assert (stored(held).state, stored(free).state) == ("new", "done")
