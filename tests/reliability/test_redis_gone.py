"""Redis gone while people enter opportunities: entering works at its usual speed, assignment catches up."""

from __future__ import annotations

import time

import pytest

from tests.journeys.portal import Portal
from tests.redis_server import RedisServer
from tests.reliability.conftest import Judge
from tests.reliability.entering import enter
from tests.reliability.ledger import Ledger
from tests.reliability.outcomes import Outcome
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

WITHOUT, SLOWEST_ENTRY_SECONDS = 3, 3


def kill_rounds(world: World, portal: Portal, redis: RedisServer, rounds: int) -> Outcome:
    """Enter one with Redis and three without it in each round; what Redis held is gone when it comes back."""
    ledger = Ledger("Redis killed", world)
    portal.start("worker", "beat")
    for number in range(rounds):
        ledger.note_saved(number, enter(world, f"Round {number}, before"))
        redis.kill()
        began = time.monotonic()
        ledger.note_saved(number, *(enter(world, f"Round {number}, without {deal}") for deal in range(WITHOUT)))
        assert time.monotonic() - began < SLOWEST_ENTRY_SECONDS * WITHOUT
        redis.start()
        ledger.note_mended(number)
    return ledger.settle()


def test_three_rounds(world: World, portal: Portal, own_redis: RedisServer, celery_through: None, judge: Judge) -> None:
    judge(kill_rounds(world, portal, own_redis, 3))


@pytest.mark.soak
def test_a_hundred_rounds(
    world: World, portal: Portal, own_redis: RedisServer, celery_through: None, judge: Judge
) -> None:
    judge(kill_rounds(world, portal, own_redis, 100))
