"""A worker killed at any moment between save and assignment: assigned once all the same."""

from __future__ import annotations

import random
import time

import pytest

from tests.journeys.portal import Portal
from tests.reliability.entering import assert_complete, enter, wait_until_assigned
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def kill_rounds(world: World, portal: Portal, rounds: int) -> None:
    """Enter ten, kill the worker somewhere in between, start it again."""
    chance = random.Random(20261124)
    ids: list[int] = []
    portal.start("worker", "beat")
    for number in range(rounds):
        ids += [enter(world, f"Round {number}, deal {deal}") for deal in range(10)]
        time.sleep(chance.uniform(0, 0.3))
        portal.kill("worker")
        ids.append(enter(world, f"Round {number}, without a worker"))
        portal.start("worker")
    wait_until_assigned(ids)
    assert_complete(world, ids)


def test_three_rounds(world: World, portal: Portal, celery_through: None) -> None:
    kill_rounds(world, portal, 3)


@pytest.mark.soak
def test_a_hundred_rounds(world: World, portal: Portal, celery_through: None) -> None:
    kill_rounds(world, portal, 100)
