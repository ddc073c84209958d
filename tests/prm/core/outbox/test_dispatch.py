from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from prm.core.outbox import dispatch
from prm.core.outbox.tasks import handle_event
from tests.prm.core.outbox.happened import stored, waiting

pytestmark = pytest.mark.django_db
Queue = list[int]


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Queue:
    """Ids in the order in which tasks were queued."""
    found: Queue = []
    monkeypatch.setattr(handle_event, "apply_async", lambda arguments, retry: found.append(arguments[0]))
    return found


@pytest.fixture
def dead_broker(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A broker that refuses; the list has an entry per attempt."""
    attempts: list[int] = []

    def refuse(arguments: Any, retry: bool) -> None:
        assert retry is False, "waiting for the broker would hold up the page"
        attempts.append(arguments[0])
        raise OperationalError("connection refused")

    monkeypatch.setattr(handle_event, "apply_async", refuse)
    return attempts


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the breaker's clock on."""
    now = [1000.0]
    monkeypatch.setattr(dispatch.time, "monotonic", lambda: now[0])

    def later(seconds: float) -> None:
        now[0] += seconds

    return later


def test_one_task_a_row(queue: Queue) -> None:
    assert dispatch.dispatch([3, 1])
    assert queue == [3, 1]


def test_dead_broker_is_no_error_and_is_left_alone_for_a_while(
    dead_broker: list[int], clock: Callable[[float], None]
) -> None:
    assert not dispatch.dispatch([1, 2])
    assert not dispatch.dispatch([3])
    assert dead_broker == [1], "the breaker is open"
    clock(dispatch.BREAKER_SECONDS + 1)
    assert not dispatch.dispatch([4])
    assert dead_broker == [1, 4]


def test_sweep_takes_what_nobody_picked_up(queue: Queue) -> None:
    row = waiting(1)
    assert dispatch.sweep() == 1
    assert queue == [row.pk]
    assert stored(row).dispatched_at is not None
    assert dispatch.sweep() == 0


def test_sweep_takes_again_what_a_killed_worker_dropped(queue: Queue) -> None:
    long_ago = timezone.now() - dispatch.DISPATCH_AGAIN_AFTER - timedelta(seconds=1)
    row = waiting(1, dispatched_at=long_ago)
    assert dispatch.sweep() == 1
    assert queue == [row.pk]


def test_sweep_leaves_the_rest(queue: Queue) -> None:
    waiting(1, state="done", done_at=timezone.now())
    waiting(2, state="failed")
    waiting(3, due_at=timezone.now() + timedelta(minutes=1))
    waiting(4, due_at=timezone.now())  # the commit that wrote it dispatches it itself
    waiting(5, dispatched_at=timezone.now())
    assert dispatch.sweep() == 0
    assert queue == []


def test_sweep_with_a_dead_broker_tries_later(dead_broker: list[int]) -> None:
    row = waiting(1)
    assert dispatch.sweep() == 0
    assert dead_broker == [row.pk]
    assert stored(row).dispatched_at is None


def test_oldest_first_and_not_all_at_once(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "SWEEP_SIZE", 2)
    hour = timezone.now() - timedelta(hours=1)
    rows = [waiting(number, due_at=hour + timedelta(minutes=number)) for number in (3, 1, 2)]
    assert dispatch.sweep() == 2
    assert queue == [rows[1].pk, rows[2].pk]
