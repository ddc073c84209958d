from __future__ import annotations

from functools import partial

from assignment.availability.actions import set_away
from assignment.models import PersonProfile
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.assignment.at_once import at_once
from tests.opportunities.scene import Scene

ROUNDS = 10
CIRCLE = (("abe", "ivo"), ("ivo", "bea"), ("bea", "abe"))


def test_substitutes_named_at_the_same_moment_form_no_circle(committed_scene: Scene) -> None:
    scene, ada = committed_scene, committed_scene.actor("ada")

    def stand_in(whose: str, substitute: str) -> None:
        with acting_as(ada):
            set_away(scene.people[whose], actor=ada, away=False, substitute=scene.people[substitute])

    for _round in range(ROUNDS):
        with acting_as(SYSTEM):
            PersonProfile.objects.update(substitute=None)
        assert at_once([partial(stand_in, *pair) for pair in CIRCLE]) == 2
