"""Eight worker processes at once: nobody gets more than they take, and every opportunity has its run."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from assignment.models import RuleGroup
from opportunities.entry.actions import enter_opportunities
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.publish import AT_ONCE
from prm.core.rls import acting_as
from tests.assignment.crowd import check, hire
from tests.journeys.portal import WORKER, Portal
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = [f"worker-{number}" for number in range(8)]
WAIT_SECONDS = 900


def assigned_by_eight(world: World, portal: Portal, *, agents: int, deals: int) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.all().delete()
        people = hire(agents)
    portal.commands |= {name: [*WORKER, "--hostname", f"{name}@%h"] for name in WORKERS}
    portal.start(*WORKERS, "beat")
    names = [f"Deal {number}" for number in range(deals)]
    for place in range(0, deals, AT_ONCE):
        enter(world, names[place : place + AT_ONCE])
    wait_for_all()
    check(people, deals)


def enter(world: World, names: Sequence[str]) -> None:
    with acting_as(SYSTEM):
        enter_opportunities([world.entry(name=name) for name in names], actor=SYSTEM)


def wait_for_all() -> None:
    end = time.monotonic() + WAIT_SECONDS
    waiting = True
    while waiting and time.monotonic() < end:
        time.sleep(0.5)
        with acting_as(SYSTEM):
            waiting = OutboxEvent.objects.filter(state=OutboxEvent.State.NEW).exists()
    assert not waiting


@pytest.mark.soak
def test_two_thousand_deals(world: World, portal: Portal, celery_through: None) -> None:
    assigned_by_eight(world, portal, agents=350, deals=2000)
