from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.actions import retry_events
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.permissions import may_retry
from prm.core.rls import acting_as
from tests.cast import World

NEW, DONE, FAILED = OutboxEvent.State


def stored(state: OutboxEvent.State, world: World) -> OutboxEvent:
    """An event of Cardinal Systems that was tried eight times."""
    return OutboxEvent.objects.create(
        event="Rung", handler="bells.ring", state=state, attempts=8, due_at=timezone.now(),
        dispatched_at=timezone.now(), done_at=timezone.now() if state == DONE else None,
        organization_id=world.cardinal.pk,
    )  # fmt: skip


def test_failed_event_of_a_partner_is_tried_again(world: World) -> None:
    with acting_as(SYSTEM):
        rows = [stored(state, world) for state in (FAILED, NEW, DONE)]
    ada = world.actor("ada")
    with acting_as(ada, administering=True):
        assert retry_events([row.pk for row in rows], actor=ada) == 2
    with acting_as(SYSTEM):
        failed, waiting, done = (OutboxEvent.objects.get(pk=row.pk) for row in rows)
        assert (failed.state, failed.attempts, failed.dispatched_at) == (NEW, 0, None)
        assert (waiting.state, waiting.attempts) == (NEW, 0)
        assert (done.state, done.attempts) == (DONE, 8)


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat"])
def test_nobody_else_does(world: World, name: str) -> None:
    actor = world.actor(name)
    assert not may_retry(actor)
    with acting_as(actor), pytest.raises(PermissionDenied):
        retry_events([1], actor=actor)
