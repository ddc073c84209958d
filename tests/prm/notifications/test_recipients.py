from __future__ import annotations

from opportunities.models import Member
from prm.access.actors import actors_of
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_organization
from prm.notifications.recipients import administrators, channel_manager_of, readers, team_of
from tests.opportunities.entering import entered
from tests.opportunities.scene import CARDINAL, Scene, add_person


def test_readers_are_as_their_next_request_finds_them(scene: Scene) -> None:
    deal = entered(scene, "pia", people=("ivo",))
    ids = {name: scene.people[name].pk for name in scene.people}
    with acting_as(SYSTEM):
        found = readers(deal.pk, ids.values())
        assert actors_of([]) == {}
    assert found[ids["pat"]] == scene.actor("pat")
    assert {"olga", "otto", "abe", "bob"}.isdisjoint(name for name, pk in ids.items() if pk in found)


def test_without_a_sign_in_nothing_can_be_opened(scene: Scene) -> None:
    deal = entered(scene, "pia")
    with acting_as(SYSTEM):
        scene.users["pia"].is_active = False
        scene.users["pia"].save()
        assert readers(deal.pk, [scene.people["pia"].pk]) == {}


def test_team_and_channel_manager(scene: Scene) -> None:
    deal, direct = entered(scene, "pia", people=("ivo",)), entered(scene, "abe")
    with acting_as(SYSTEM):
        assert team_of(deal.pk) == {scene.people["pia"].pk, scene.people["ivo"].pk}
        assert channel_manager_of(deal.pk) == {scene.people["bea"].pk}
        assert channel_manager_of(direct.pk) == set()
        Member.objects.filter(opportunity=deal, person=scene.people["ivo"]).delete()
        assert team_of(deal.pk) == {scene.people["pia"].pk}


def test_channel_manager_who_left_is_nobody(scene: Scene) -> None:
    deal = entered(scene, "pia")
    with acting_as(SYSTEM):
        gone = add_person(scene, "gus", "Gantry", scene.people["bea"].role)
        type(gone).objects.filter(pk=gone.pk).update(active=False)
        cardinal = scene.organizations[CARDINAL]
        cardinal.channel_manager = gone
        save_organization(cardinal, actor=SYSTEM)
        assert channel_manager_of(deal.pk) == set()
        cardinal.channel_manager = scene.people["bea"]
        save_organization(cardinal, actor=SYSTEM)


def test_administrators(scene: Scene) -> None:
    with acting_as(SYSTEM):
        assert administrators() == {scene.people["ada"].pk}
