"""Nobody gets more than their capacity, however many workers decide at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from assignment import actions
from assignment.actions import Asked, assign
from assignment.models import PersonProfile, RuleGroup
from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import handle, work_all
from prm.core.rls import acting_as
from tests.assignment.crowd import check, given, hire
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, Scene

WORKERS, AGENTS, DEALS = 8, 24, 140
TWO = 2


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's threads are the workers."""
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)


@pytest.fixture
def crowd(committed_scene: Scene) -> list[int]:
    with acting_as(SYSTEM):
        RuleGroup.objects.all().delete()
        return hire(AGENTS)


def waiting() -> list[int]:
    with acting_as(SYSTEM):
        return list(OutboxEvent.objects.filter(state="new").order_by("pk").values_list("pk", flat=True))


def work_at_once(ids: list[int], workers: int = WORKERS) -> None:
    queue: SimpleQueue[int] = SimpleQueue()
    for pk in ids:
        queue.put(pk)

    def work(_: int) -> None:
        try:
            while True:
                assert handle(queue.get_nowait())
        except Empty:
            return
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))


def test_eight_workers_never_give_more_than_somebody_takes(committed_scene: Scene, crowd: list[int]) -> None:
    for number in range(DEALS):
        entered(committed_scene, "pat", name=f"Deal {number}")
    work_at_once(waiting())
    check(crowd, DEALS)


def test_chunks_at_the_same_moment_keep_to_it_too(committed_scene: Scene, crowd: list[int]) -> None:
    deals = [entered(committed_scene, "pat", name=f"Deal {number}").pk for number in range(DEALS)]

    def work(chunk: list[int]) -> None:
        try:
            with acting_as(SYSTEM):
                assign([Asked(pk, pk) for pk in chunk])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [deals[place::4] for place in range(4)]))
    check(crowd, DEALS)


def test_a_place_is_free_again_when_a_deal_closes_or_somebody_leaves_it(committed_scene: Scene) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.all().delete()
        (agent,) = hire(1, capacity=TWO)
    first, second, third, fourth = (entered(committed_scene, "pat", name=f"Deal {number}") for number in range(4))
    work_at_once(waiting(), workers=1)
    with acting_as(SYSTEM):
        held = set(Member.objects.filter(person=agent).values_list("opportunity_id", flat=True))
        assert held == {first.pk, second.pk}
        Opportunity.objects.filter(pk=first.pk).update(closed_on=timezone.localdate())
        assign([Asked(third.pk)])
        assign([Asked(fourth.pk)])
        assert given([agent])[agent] == TWO + 1  # one of them is closed
        Member.objects.filter(opportunity=second, person=agent).delete()
        assign([Asked(fourth.pk)])
        assert Member.objects.filter(opportunity=fourth, person=agent).exists()


def test_who_was_full_in_the_meantime_is_not_taken_but_the_next_one(
    committed_scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker commits between this one's look at the loads and its claim, until everybody is held."""
    with acting_as(SYSTEM):
        RuleGroup.objects.all().delete()
        people = hire(6, capacity=1)
    deal = entered(committed_scene, "pat", name="Wanted")
    others = [entered(committed_scene, "pat", name=f"Deal {number}").pk for number in range(actions.TRIES)]
    claim, tries = actions.claim, 0

    def interrupted(outcomes: Any) -> None:
        nonlocal tries
        asked = list(outcomes)
        tries += asked[0].opportunity.key == deal.key
        if others and asked[0].opportunity.key == deal.key:
            work_elsewhere(others.pop())
        claim(asked)

    monkeypatch.setattr("assignment.actions.claim", interrupted)
    with acting_as(SYSTEM):
        assign([Asked(deal.pk)])
    with acting_as(SYSTEM):
        assert set(given(people).values()) == {1}
        assert tries == actions.TRIES + 1
        assert Member.objects.filter(opportunity=deal, person_id__in=people).count() == 1


def work_elsewhere(deal: int) -> None:
    def work() -> None:
        try:
            with acting_as(SYSTEM):
                assign([Asked(deal)])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def test_the_partners_channel_manager_is_added_whatever_the_capacity(committed_scene: Scene) -> None:
    with acting_as(SYSTEM):
        PersonProfile.objects.create(person=committed_scene.people["bea"], capacity=0)
    deal = entered(committed_scene, "pat", lines=[(ROUTER, "1", "5")])
    work_all()
    with acting_as(SYSTEM):
        assert Member.objects.filter(opportunity=deal, person=committed_scene.people["bea"]).exists()
