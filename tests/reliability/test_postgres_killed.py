"""PostgreSQL killed between save and assignment: web and worker find it again by themselves."""

from __future__ import annotations

import random
import time
import uuid
from contextlib import closing
from threading import Thread
from uuid import UUID

import pytest
from django.conf import settings

from tests.journeys.portal import Portal
from tests.reliability.conftest import Judge
from tests.reliability.entering import Seller
from tests.reliability.ledger import Ledger
from tests.reliability.outcomes import Outcome
from tests.reliability.own_postgres import OwnPostgres
from tests.world import World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not settings.EMBEDDED, reason="the server to kill is the embedded one"),
]

RECONNECT_SECONDS = 10
CHANCE = random.Random(20261124)


def kill_rounds(world: World, portal: Portal, postgres: OwnPostgres, rounds: int) -> Outcome:
    """Save three and kill the server somewhere in a fourth; the form that got no answer is sent again."""
    ledger = Ledger("PostgreSQL killed", world)
    portal.start("web", "worker", "beat")
    with closing(Seller(portal, world)) as seller:
        for number in range(rounds):
            ledger.note_saved(
                number, *(saved(seller, f"Round {number}, deal {deal}", uuid.uuid4()) for deal in range(3))
            )
            key, name = uuid.uuid4(), f"Round {number}, interrupted"
            kill_while_saving(seller, name, key, postgres)
            assert not seller.save(f"Round {number}, without a database", uuid.uuid4())
            postgres.start()
            ledger.note_mended(number)
            ledger.note_saved(number, saved(seller, name, key))
        return ledger.settle()


def kill_while_saving(seller: Seller, name: str, key: UUID, postgres: OwnPostgres) -> None:
    """At any moment from before the form arrives until after the worker has assigned."""
    sending = Thread(target=seller.save, args=(name, key))
    sending.start()
    time.sleep(CHANCE.uniform(0, 0.15))
    postgres.kill()
    sending.join()


def saved(seller: Seller, name: str, key: UUID) -> UUID:
    """The form's key, as soon as the web takes it; fails after 10 s."""
    end = time.monotonic() + RECONNECT_SECONDS
    while not seller.save(name, key):
        assert time.monotonic() < end, f"the web did not save within {RECONNECT_SECONDS} s"
        time.sleep(0.05)
    return key


# The server comes first: world and processes live on it.
def test_three_rounds(own_postgres: OwnPostgres, world: World, portal: Portal, judge: Judge) -> None:
    judge(kill_rounds(world, portal, own_postgres, 3))


@pytest.mark.soak
def test_a_hundred_rounds(own_postgres: OwnPostgres, world: World, portal: Portal, judge: Judge) -> None:
    judge(kill_rounds(world, portal, own_postgres, 100))
