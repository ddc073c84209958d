from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from assignment.skills.actions import add_skill, change_skill, remove_skill, set_place
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

PLACE = {"country": "Germany", "region": "Bavaria", "postal_code": "80331"}


def level(name: str) -> ExpertiseLevel:
    with acting_as(SYSTEM):
        return ExpertiseLevel.objects.get(name=name)


def skill(scene: Scene) -> PersonSkill:
    with acting_as(SYSTEM):
        return PersonSkill.objects.select_related("person").get(person=scene.people["abe"], item="Routers")


def add(scene: Scene, who: str, **values: Any) -> PersonSkill:
    actor = scene.actor(who)
    known = {"kind": "product", "item": "Trolley Tablet", "level": level("Novice")}
    with acting_as(actor):
        return add_skill(scene.people["abe"], actor=actor, **known | values)


@pytest.mark.parametrize("who", ["bea", "cem", "ada"])
def test_managers_and_administrators_keep_skills(scene: Scene, who: str) -> None:
    actor, expert, novice = scene.actor(who), level("Expert"), level("Novice")
    added = add(scene, who)
    with acting_as(actor):
        assert change_skill(added, actor=actor, level=expert)
        added.refresh_from_db()
        assert added.level_id == expert.pk
        assert not change_skill(added, actor=actor, level=expert)
        assert change_skill(added, actor=actor, level=novice)
        key = added.pk
        assert remove_skill(added, actor=actor)
        added.pk = key
        assert not remove_skill(added, actor=actor)
        assert not PersonSkill.objects.filter(pk=key).exists()


@pytest.mark.parametrize("who", ["abe", "ivo", "bob", "eve"])
def test_nobody_else_does_not_even_oneself(scene: Scene, who: str) -> None:
    actor, known, novice = scene.actor(who), skill(scene), level("Novice")
    with pytest.raises(PermissionDenied):
        add(scene, who)
    for verb, values in ((change_skill, {"level": novice}), (remove_skill, {})):
        with acting_as(actor), pytest.raises(PermissionDenied):
            verb(known, actor=actor, **values)
    with acting_as(actor), pytest.raises(PermissionDenied):
        set_place(scene.people["abe"], actor=actor, territory=None, **PLACE)
    assert skill(scene).level_id == level("Expert").pk


def test_once_by_kind_and_item(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="listed already"):
        add(scene, "bea", kind="product_line", item="Routers")
    add(scene, "bea", kind="product", item="Routers")


@pytest.mark.parametrize(
    ("values", "field"), [({"kind": "hobby"}, "kind"), ({"item": "i" * 161}, "item"), ({"item": ""}, "item")]
)
def test_what_is_no_skill_is_refused_at_its_field(scene: Scene, values: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add(scene, "bea", **values)
    assert list(refused.value.message_dict) == [field]


def test_the_second_of_two_who_change_a_level_is_told(scene: Scene) -> None:
    actor, mine, theirs = scene.actor("bea"), skill(scene), skill(scene)
    novice, intermediate = level("Novice"), level("Intermediate")
    with acting_as(actor):
        change_skill(theirs, actor=actor, level=novice)
        with pytest.raises(ValidationError, match="changed this skill while"):
            change_skill(mine, actor=actor, level=intermediate)
    assert skill(scene).level_id == novice.pk


def test_a_place_leaves_the_rest_of_the_profile(scene: Scene) -> None:
    actor, abe = scene.actor("bea"), scene.people["abe"]
    with acting_as(SYSTEM):
        PersonProfile.objects.filter(person=abe).update(capacity=7, languages=["Dutch"])
    with acting_as(actor):
        assert set_place(abe, actor=actor, territory=scene.bavaria, **PLACE)
        assert not set_place(abe, actor=actor, territory=scene.bavaria, **PLACE)
        profile = PersonProfile.objects.get(person=abe)
    assert (profile.territory_id, profile.region) == (scene.bavaria.pk, "Bavaria")
    assert (profile.capacity, profile.languages) == (7, ["Dutch"])
