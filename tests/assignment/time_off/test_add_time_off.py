from __future__ import annotations

from datetime import date
from functools import partial

from assignment.models import TimeOff
from assignment.time_off.actions import add_time_off
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from tests.assignment.at_once import at_once
from tests.opportunities.scene import Scene

ROUNDS = 10
DAY = date(2030, 7, 1)


def test_the_same_days_added_at_the_same_moment_are_kept_once(committed_scene: Scene) -> None:
    scene = committed_scene
    abe, bea = scene.actor("abe"), scene.actor("bea")

    def add(actor: Actor) -> None:
        with acting_as(actor):
            add_time_off(scene.people["abe"], actor=actor, first_day=DAY, last_day=DAY)

    for _round in range(ROUNDS):
        with acting_as(SYSTEM):
            TimeOff.objects.all().delete()
        assert at_once([partial(add, actor) for actor in (abe, bea, abe)]) == 1
        with acting_as(SYSTEM):
            assert TimeOff.objects.count() == 1
