from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from opportunities.entry.people import addable_people, check_people
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.actions import save_organization, save_person
from tests.opportunities.entering import entry_of
from tests.opportunities.scene import CARDINAL, SUMMIT, Scene, add_person

ADDABLE = {
    "pat": {"pam", "pia", "bea"},
    "pam": {"pat", "pia", "bea"},
    "dana": {"bob"},
    "olga": {"otto", "bob"},
    "abe": {"ada", "eve", "bea", "cem", "bob", "ivo"},
    "bea": {"ada", "eve", "abe", "cem", "bob", "ivo"},
}


def addable(scene: Scene, who: str) -> set[str]:
    actor = scene.actor(who)
    names = {person.pk: name for name, person in scene.people.items()}
    with acting_as(actor):
        return {names[pk] for pk in addable_people(actor).values_list("pk", flat=True)}


@pytest.mark.parametrize("who", ADDABLE)
def test_whom_somebody_may_add(scene: Scene, who: str) -> None:
    assert addable(scene, who) == ADDABLE[who]


def test_people_who_left_are_not_offered(scene: Scene) -> None:
    with acting_as(SYSTEM):
        scene.people["pia"].active = False
        save_person(scene.people["pia"], actor=SYSTEM)
    assert addable(scene, "pat") == {"pam", "bea"}


def test_a_channel_manager_of_several_partners_is_offered_once(scene: Scene) -> None:
    with acting_as(SYSTEM):
        scene.organizations[SUMMIT].channel_manager = scene.people["bea"]
        save_organization(scene.organizations[SUMMIT], actor=SYSTEM)
    actor = scene.actor("pam")
    with acting_as(actor):
        found = list(addable_people(actor).values_list("pk", flat=True))
    assert found.count(scene.people["bea"].pk) == 1


@pytest.mark.parametrize(("who", "wanted"), [("pat", "olga"), ("pat", "abe"), ("pat", "dana"), ("abe", "pat")])
def test_others_are_refused(scene: Scene, who: str, wanted: str) -> None:
    actor = scene.actor(who)
    with acting_as(actor), pytest.raises(ValidationError) as refused:
        check_people([entry_of(scene, who), entry_of(scene, who, people=[wanted])], actor)
    assert refused.value.message_dict == {
        "people": ["Somebody chosen is not among the people you may add. Choose from the list."]
    }


def test_those_who_may_be_added_pass_and_oneself_too(scene: Scene) -> None:
    actor = scene.actor("pat")
    with acting_as(actor):
        check_people([entry_of(scene, "pat", people=["pam", "bea", "pat"])], actor)


def test_the_system_adds_anybody(scene: Scene) -> None:
    with acting_as(SYSTEM):
        add_person(scene, "new", CARDINAL, Role.PARTNER_REP)
        check_people([entry_of(scene, "pat", people=["olga", "new"])], SYSTEM)
