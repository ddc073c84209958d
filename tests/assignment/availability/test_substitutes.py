from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from assignment.availability.actions import set_away
from assignment.availability.substitutes import substitutes_for
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.opportunities.scene import Scene


def stand_in(scene: Scene, whose: str, substitute: str) -> None:
    actor = scene.actor("ada")
    with acting_as(actor):
        set_away(scene.people[whose], actor=actor, away=False, substitute=scene.people[substitute])


def test_active_people_of_the_brand_owner_but_oneself(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["ivo"].pk).update(active=False)
    with acting_as(scene.actor("abe")):
        found = set(substitutes_for(scene.people["abe"]))
    assert found == {scene.people[name] for name in ("ada", "eve", "bea", "cem", "bob")}


@pytest.mark.parametrize(("substitute", "words"), [("abe", "another person"), ("pat", "Pat Moreau does not work here")])
def test_neither_oneself_nor_somebody_of_a_partner(scene: Scene, substitute: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        stand_in(scene, "abe", substitute)


def test_two_do_not_stand_in_for_each_other(scene: Scene) -> None:
    stand_in(scene, "abe", "ivo")
    with pytest.raises(ValidationError, match="Abe Sato already relies on Ivo Extra"):
        stand_in(scene, "ivo", "abe")


def test_a_longer_circle_is_one_too(scene: Scene) -> None:
    stand_in(scene, "abe", "ivo")
    stand_in(scene, "ivo", "bea")
    stand_in(scene, "bea", "cem")
    with pytest.raises(ValidationError, match="already relies on"):
        stand_in(scene, "cem", "abe")
    stand_in(scene, "cem", "eve")


def test_one_stands_in_for_several(scene: Scene) -> None:
    stand_in(scene, "abe", "ivo")
    stand_in(scene, "bea", "ivo")


def test_leaving_a_chain_opens_it(scene: Scene) -> None:
    stand_in(scene, "abe", "ivo")
    stand_in(scene, "abe", "bea")
    stand_in(scene, "ivo", "abe")
