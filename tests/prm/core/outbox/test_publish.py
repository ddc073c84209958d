from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.publish import AT_ONCE, publish
from prm.core.outbox.tasks import handle_event
from prm.core.rls import acting_as
from tests.prm.core.outbox.happened import HANDLER, Happened, Unheard

pytestmark = pytest.mark.django_db(transaction=True)
PAT = Actor(role=Role.PARTNER_REP, side=Side.PARTNER, person_id=1, organization_id=7, organizations=(7,))


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    monkeypatch.setattr(handle_event, "apply_async", lambda arguments, retry: found.append(arguments[0]))
    return found


def rows() -> list[OutboxEvent]:
    with acting_as(SYSTEM):
        return list(OutboxEvent.objects.order_by("pk"))


def test_rows_are_dispatched_once_they_are_committed(queue: list[int]) -> None:
    with acting_as(PAT):
        publish(Happened(1), Happened(2), actor=PAT)
        assert queue == []
    written = rows()
    assert queue == [row.pk for row in written]
    assert [(row.event, row.handler, row.payload, row.state) for row in written] == [
        ("Happened", HANDLER, {"number": 1}, "new"),
        ("Happened", HANDLER, {"number": 2}, "new"),
    ]
    assert {row.organization_id for row in written} == {PAT.organization_id}


def publish_and_fail() -> None:
    publish(Happened(1), actor=PAT)
    raise ZeroDivisionError


def test_transaction_that_is_rolled_back_tells_nobody(queue: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(PAT):
        publish_and_fail()
    assert (queue, rows()) == ([], [])


def test_savepoint_that_is_rolled_back_tells_nobody(queue: list[int]) -> None:
    with acting_as(PAT):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            publish_and_fail()
        publish(Happened(2), actor=PAT)
    assert [row.payload for row in rows()] == [{"number": 2}]
    assert len(queue) == 1


def test_dead_broker_does_not_undo_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(arguments: object, retry: bool) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(handle_event, "apply_async", refuse)
    with acting_as(PAT):
        publish(Happened(1), actor=PAT)
    assert [(row.state, row.dispatched_at) for row in rows()] == [("new", None)]


def test_failure_nobody_foresaw_does_not_undo_the_commit_either(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(arguments: object, retry: bool) -> None:
        raise RuntimeError("not a matter of the broker")

    monkeypatch.setattr(handle_event, "apply_async", break_down)
    with acting_as(PAT):
        publish(Happened(1), actor=PAT)
    assert len(rows()) == 1
    assert "not a matter of the broker" in caplog.text


def test_later_is_left_to_the_sweep(queue: list[int]) -> None:
    with acting_as(PAT):
        publish(Happened(1), actor=PAT, delay=timedelta(hours=1))
    assert queue == []
    assert rows()[0].due_at > timezone.now() + timedelta(minutes=59)


def test_event_that_nobody_handles_writes_nothing(queue: list[int]) -> None:
    with acting_as(PAT):
        publish(Unheard(1), actor=PAT)
    assert (queue, rows()) == ([], [])


@pytest.mark.parametrize(("count", "queued"), [(AT_ONCE, AT_ONCE), (AT_ONCE + 1, 0)])
def test_a_flood_is_left_to_the_command_or_the_sweep(queue: list[int], count: int, queued: int) -> None:
    with acting_as(PAT):
        publish(*(Happened(number) for number in range(count)), actor=PAT)
    assert (len(queue), len(rows())) == (queued, count)
