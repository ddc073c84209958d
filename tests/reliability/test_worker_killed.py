"""A worker killed at any moment between save and assignment: assigned once all the same."""

from __future__ import annotations

import random
import time

import pytest

from tests.journeys.portal import Portal
from tests.reliability.conftest import Judge
from tests.reliability.entering import enter
from tests.reliability.ledger import Ledger
from tests.reliability.outcomes import Outcome
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def kill_rounds(world: World, portal: Portal, rounds: int) -> Outcome:
    """Enter ten, kill the worker somewhere in between, start it again."""
    chance, ledger = random.Random(20261124), Ledger("Worker killed", world)
    portal.start("worker", "beat")
    for number in range(rounds):
        ledger.note_saved(number, *(enter(world, f"Round {number}, deal {deal}") for deal in range(10)))
        time.sleep(chance.uniform(0, 0.3))
        portal.kill("worker")
        ledger.note_saved(number, enter(world, f"Round {number}, without a worker"))
        portal.start("worker")
        ledger.note_mended(number)
    return ledger.settle()


def test_three_rounds(world: World, portal: Portal, celery_through: None, judge: Judge) -> None:
    judge(kill_rounds(world, portal, 3))


@pytest.mark.soak
def test_a_hundred_rounds(world: World, portal: Portal, celery_through: None, judge: Judge) -> None:
    judge(kill_rounds(world, portal, 100))
