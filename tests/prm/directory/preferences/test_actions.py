from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.models import Person
from prm.directory.preferences.actions import save_preferences
from tests.cast import World

NEW = {
    "name": "Zoë  Ångström",
    "job_title": "Partner Executive",
    "phone": "+1 614 555 0123",
    "language": "de",
    "time_zone": "Europe/Berlin",
    "theme": "dark",
    "density": "roomy",
}


def saved(world: World, who: str, whose: str = "", **changes: Any) -> bool:
    actor = world.actor(who)
    with acting_as(actor):
        return save_preferences(Person.objects.get(pk=world.people[whose or who].pk), changes, actor=actor)


def stored(world: World, who: str) -> Person:
    with acting_as(SYSTEM):
        return Person.objects.get(pk=world.people[who].pk)


@pytest.mark.parametrize("who", ["pat", "pam", "abe", "bea", "eve", "ada"])
def test_every_role_saves_its_own(world: World, who: str) -> None:
    assert saved(world, who, **NEW)
    person = stored(world, who)
    assert {name: getattr(person, name) for name in NEW} == NEW
    assert person.name_sort == "zoe angstrom"


def test_twice_is_no_second_change(world: World) -> None:
    assert saved(world, "pat", **NEW)
    assert not saved(world, "pat", **NEW)


def test_what_differs_is_written_alone(world: World) -> None:
    actor = world.actor("pat")
    with acting_as(actor):
        first, second = (Person.objects.get(pk=world.pat.pk) for _window in range(2))
        save_preferences(first, {"theme": "dark"}, actor=actor)
        save_preferences(second, {"density": "roomy"}, actor=actor)
    assert (stored(world, "pat").theme, stored(world, "pat").density) == ("dark", "roomy")


@pytest.mark.parametrize(("who", "whose"), [("pam", "pat"), ("ada", "pat"), ("eve", "bea"), ("olga", "pat")])
def test_nobody_saves_those_of_another(world: World, who: str, whose: str) -> None:
    person, actor = stored(world, whose), world.actor(who)
    with acting_as(actor), pytest.raises(PermissionDenied):
        save_preferences(person, NEW, actor=actor)
    assert stored(world, whose).theme == ""


def test_role_and_organization_are_no_preferences(world: World) -> None:
    other = {"role": "administrator", "organization_id": world.gantry.pk, "active": False, "key": "aaaaaaaaaa"}
    assert not saved(world, "pat", **other)
    person = stored(world, "pat")
    assert (person.role, person.organization_id, person.active) == (Role.PARTNER_REP, world.cardinal.pk, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus_Mons"),
        ("time_zone", ""),
        ("time_zone", "../etc/passwd"),
        ("language", "tlh"),
        ("theme", "pink"),
        ("density", "huge"),
        ("name", ""),
        ("name", "n" * 201),
        ("phone", "1" * 41),
    ],
)
def test_what_is_refused_is_said_at_its_field(world: World, field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        saved(world, "pat", **{field: value})
    assert list(refused.value.message_dict) == [field]
    assert getattr(stored(world, "pat"), field) != value


@pytest.mark.parametrize("who", ["pat", "abe"])
def test_second_lock_leaves_the_role_alone(world: World, who: str) -> None:
    """The verb aside: the database itself lets nobody promote themselves."""
    with acting_as(world.actor(who)), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Person.objects.filter(pk=world.people[who].pk).update(role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(("who", "whose"), [("olga", "pat"), ("pat", "bea"), ("pam", "olga")])
def test_second_lock_holds_the_people_of_other_companies(world: World, who: str, whose: str) -> None:
    with acting_as(world.actor(who)):
        assert Person.objects.filter(pk=world.people[whose].pk).update(theme="dark") == 0
