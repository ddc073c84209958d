"""The web killed while it saves: between commit and dispatch the sweep takes over; elsewhere the form is sent again."""

from __future__ import annotations

import random
import signal
import time
import uuid
from contextlib import closing
from threading import Thread
from uuid import UUID

import psutil
import pytest

from assignment.models import AssignmentRun
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.journeys.portal import Portal
from tests.redis_server import RedisServer
from tests.reliability.conftest import Judge
from tests.reliability.entering import Seller
from tests.reliability.ledger import Ledger
from tests.reliability.outcomes import Outcome
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

COMMIT_SECONDS = 15
CHANCE = random.Random(20261124)


def kill_web(portal: Portal) -> None:
    """kill -9 of gunicorn and its workers, which would otherwise finish what they are at."""
    for process in psutil.Process(portal.processes["web"].pid).children(recursive=True):
        process.kill()
    portal.kill("web")


def kill_after_commit(portal: Portal, redis: RedisServer, sending: Thread, key: UUID) -> None:
    """A Redis that holds its breath keeps the web between its commit and the broker's answer.

    The web is a fresh one: what it sends over a connection that stands already would still arrive.
    """
    kill_web(portal)
    portal.start("web")
    redis.process.send_signal(signal.SIGSTOP)
    sending.start()
    end = time.monotonic() + COMMIT_SECONDS
    while not exists(key):
        assert time.monotonic() < end, f"nothing was committed within {COMMIT_SECONDS} s"
        time.sleep(0.01)
    kill_web(portal)
    redis.process.send_signal(signal.SIGCONT)


def kill_anywhere(portal: Portal, sending: Thread) -> None:
    """At any moment from before the form arrives until after the answer."""
    sending.start()
    time.sleep(CHANCE.uniform(0, 0.15))
    kill_web(portal)


def exists(key: UUID) -> bool:
    with acting_as(SYSTEM):
        return Opportunity.objects.filter(entry_key=key).exists()


def kill_rounds(world: World, portal: Portal, redis: RedisServer, rounds: int) -> tuple[Outcome, list[UUID]]:
    """In turn between commit and dispatch, and anywhere; with the outcome the keys of the forms of the former."""
    ledger, keys = Ledger("Web killed", world), [uuid.uuid4() for _ in range(rounds)]
    portal.start("web", "worker", "beat")
    with closing(Seller(portal, world)) as seller:
        for number, key in enumerate(keys):
            sending = Thread(target=seller.save, args=(f"Round {number}", key))
            if number % 2 == 0:
                kill_after_commit(portal, redis, sending, key)
            else:
                kill_anywhere(portal, sending)
            ledger.note_mended(number)
            sending.join()
            portal.start("web")
            assert seller.save(f"Round {number}", key), "the web does not save after its restart"
            ledger.note_saved(number, key)
        return ledger.settle(), keys[::2]


def swept(keys: list[UUID]) -> int:
    """How many were assigned by an event that the sweep handed out: nobody else writes down when."""
    with acting_as(SYSTEM):
        events = AssignmentRun.objects.filter(opportunity__entry_key__in=keys).values("outbox_id")
        return OutboxEvent.objects.filter(pk__in=events, dispatched_at__isnull=False).count()


def test_three_rounds(world: World, portal: Portal, own_redis: RedisServer, judge: Judge) -> None:
    outcome, left = kill_rounds(world, portal, own_redis, 3)
    judge(outcome)
    assert swept(left) == len(left) == 2


@pytest.mark.soak
def test_a_hundred_rounds(world: World, portal: Portal, own_redis: RedisServer, judge: Judge) -> None:
    outcome, left = kill_rounds(world, portal, own_redis, 100)
    judge(outcome)
    assert swept(left) == len(left) == 50
