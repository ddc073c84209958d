from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assignment.models import PersonProfile
from assignment.skills.portal_forms import LevelForm, PlaceForm, SkillForm
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


@pytest.fixture(autouse=True)
def as_manager(scene: Scene) -> Iterator[None]:
    with acting_as(scene.actor("bea")):
        yield


@pytest.mark.parametrize(
    ("typed", "kind", "item"),
    [
        ({"item": "product:Trolley Tablet"}, "product", "Trolley Tablet"),
        ({"item": "language:German"}, "language", "German"),
        ({"certification": "  Network   Professional "}, "certification", "Network Professional"),
        ({"certification": "شهادة 🦊"}, "certification", "شهادة 🦊"),
    ],
)
def test_picked_or_named(typed: dict[str, Any], kind: str, item: str) -> None:
    form = SkillForm({"level": "Expert"} | typed)
    assert form.is_valid(), form.errors
    values = form.values()
    assert (values["kind"], values["item"], str(values["level"])) == (kind, item, "Expert")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "item", "Choose a skill"),
        ({"certification": "   "}, "item", "Choose a skill"),
        ({"item": "product:Trolley Tablet", "certification": "Both"}, "certification", "one at a time"),
        ({"item": "hobby:Chess"}, "item", "not in the lists"),
        ({"item": "Chess"}, "item", "not in the lists"),
        ({"certification": "c" * 161}, "certification", "at most 160"),
        ({"certification": "Known", "level": "Guru"}, "level", "not in the lists"),
        ({"certification": "Known", "level": ""}, "level", "required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed: dict[str, Any], field: str, words: str) -> None:
    errors = SkillForm({"level": "Expert"} | typed).errors
    assert list(errors) == [field]
    assert words in errors[field][0]


def test_a_level_by_its_name() -> None:
    form = LevelForm({"level": "Novice"})
    assert form.is_valid()
    assert str(form.values()["level"]) == "Novice"


def test_a_place_with_or_without_a_territory(scene: Scene) -> None:
    profile = PersonProfile.objects.get(person=scene.people["abe"])
    form = PlaceForm({"territory": scene.bavaria.key, "country": " Germany "}, profile=profile)
    assert form.is_valid()
    assert form.values() == {"territory": scene.bavaria, "country": "Germany", "region": "", "postal_code": ""}
    assert PlaceForm({}, profile=profile).is_valid()
    assert PlaceForm(None, profile=profile)["territory"].value() == scene.great_lakes.key


@pytest.mark.parametrize("territory", ["aaaaaaaaaa", "1", "t" * 10_000])
def test_an_unknown_territory_is_refused(scene: Scene, territory: str) -> None:
    profile = PersonProfile.objects.get(person=scene.people["abe"])
    assert list(PlaceForm({"territory": territory}, profile=profile).errors) == ["territory"]
