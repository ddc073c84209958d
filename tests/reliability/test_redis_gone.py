"""Redis gone while people enter opportunities: entering works at its usual speed, assignment catches up."""

from __future__ import annotations

import time

import pytest

from tests.journeys.portal import Portal
from tests.redis_server import RedisServer
from tests.reliability.entering import assert_complete, enter, wait_until_assigned
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

SLOWEST_ENTRY_SECONDS = 3


def test_assignment_catches_up(world: World, portal: Portal, own_redis: RedisServer, celery_through: None) -> None:
    portal.start("worker", "beat")
    ids = [enter(world, "Before")]
    own_redis.kill()
    began = time.monotonic()
    ids += [enter(world, f"Without Redis {number}") for number in range(5)]
    assert time.monotonic() - began < SLOWEST_ENTRY_SECONDS * 5
    own_redis.start()
    wait_until_assigned(ids)
    assert_complete(world, ids)
