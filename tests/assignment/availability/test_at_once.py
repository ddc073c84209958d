"""Two people who change what belongs together at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection

from assignment.availability.actions import set_away
from assignment.models import PersonProfile, TimeOff
from assignment.time_off.actions import add_time_off
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

ROUNDS = 10
DAY = date(2030, 7, 1)


def at_once(works: Sequence[Callable[[], object]]) -> int:
    """How many of them were not refused, each in a thread and a transaction of its own."""
    together = Barrier(len(works))

    def run(work: Callable[[], object]) -> bool:
        together.wait()
        try:
            work()
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(works)) as pool:
        return sum(pool.map(run, works))


def test_substitutes_named_at_the_same_moment_form_no_circle(committed_scene: Scene) -> None:
    scene, ada = committed_scene, committed_scene.actor("ada")

    def stand_in(whose: str, substitute: str) -> None:
        with acting_as(ada):
            set_away(scene.people[whose], actor=ada, away=False, substitute=scene.people[substitute])

    circle = [("abe", "ivo"), ("ivo", "bea"), ("bea", "abe")]
    for _round in range(ROUNDS):
        with acting_as(SYSTEM):
            PersonProfile.objects.update(substitute=None)
        assert at_once([lambda pair=pair: stand_in(*pair) for pair in circle]) == 2  # type: ignore[misc]


def test_the_same_days_added_twice_are_kept_once(committed_scene: Scene) -> None:
    scene = committed_scene
    abe, bea = scene.actor("abe"), scene.actor("bea")

    def add(actor: Actor) -> None:
        with acting_as(actor):
            add_time_off(scene.people["abe"], actor=actor, first_day=DAY, last_day=DAY)

    for _round in range(ROUNDS):
        with acting_as(SYSTEM):
            TimeOff.objects.all().delete()
        assert at_once([lambda: add(abe), lambda: add(bea), lambda: add(abe)]) == 1
        with acting_as(SYSTEM):
            assert TimeOff.objects.count() == 1
