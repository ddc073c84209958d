"""Workers at the same moment, each with a connection of its own."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assignment.models import AssignmentRun
from opportunities.models import Member, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import handle
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, Scene

COUNT = 4


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's threads are the workers."""
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)


def at_once(ids: Sequence[int]) -> list[bool]:
    together = Barrier(len(ids))

    def work(pk: int) -> bool:
        together.wait()
        try:
            return handle(pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(ids)) as pool:
        return list(pool.map(work, ids))


def test_parallel_workers_handle_each_event_once(committed_scene: Scene) -> None:
    for _ in range(COUNT):
        entered(committed_scene, "pat", lines=[(ROUTER, "1", "5")])
    with acting_as(SYSTEM):
        ids = list(OutboxEvent.objects.values_list("pk", flat=True))
    done = at_once([*ids, *ids])
    assert sorted(done) == [False] * COUNT + [True] * COUNT
    with acting_as(SYSTEM):
        assert sorted(AssignmentRun.objects.values_list("outbox_id", flat=True)) == sorted(ids)
        assert Member.objects.count() == COUNT * 3
        assert OpportunityHistory.objects.filter(verb="assignment.added").count() == COUNT
