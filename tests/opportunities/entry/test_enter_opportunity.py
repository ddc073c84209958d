"""The page without a transaction of the test around it: what it costs, and two submits at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from opportunities.models import Member, Opportunity, RevenueLine
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.models import Account
from tests.opportunities.entering import typed
from tests.opportunities.scene import ROUTER, TABLET, Scene
from tests.opportunities.statements import statements

NEW = "/opportunities/new/"
LINES = [(ROUTER, "1", "5"), (TABLET, "2", "40"), (ROUTER, "3", "9")]


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to do what is dispatched; a real broker has tests of its own."""
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)


def test_what_the_form_costs(committed_scene: Scene) -> None:
    client = committed_scene.client("pat")
    client.get(NEW)
    empty = statements(lambda: client.get(NEW))
    assert len(empty) == 11, "\n".join(empty)


def test_saving_costs_the_same_for_one_line_and_for_three(committed_scene: Scene) -> None:
    client = committed_scene.client("pat")
    client.get(NEW)
    for lines, customer in ((LINES[:1], "Ashgrove"), (LINES, "Bellweather")):
        fields = typed(committed_scene, lines=lines, account=customer)
        found = statements(lambda fields=fields: client.post(NEW, fields))
        assert len(found) == 43, "\n".join(found)


def test_two_submits_at_once_make_one_deal(committed_scene: Scene) -> None:
    fields = typed(committed_scene, lines=LINES)
    clients = [committed_scene.client("pat") for _ in range(2)]
    together = Barrier(2)

    def submit(client: object) -> tuple[int, str]:
        together.wait()
        try:
            response = client.post(NEW, fields)  # type: ignore[attr-defined]
            return response.status_code, response.headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(submit, clients))
    with acting_as(SYSTEM):
        deal = Opportunity.objects.get()
        counted = [model.objects.count() for model in (Member, RevenueLine, Account, OutboxEvent)]
    assert answers == [(302, f"/opportunities/{deal.key}/")] * 2
    assert counted == [1, 3, 1, 1]
