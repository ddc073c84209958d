from __future__ import annotations

import pytest
from django.http import QueryDict

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from prm.directory.preferences.forms import PreferencesForm
from tests.cast import World

TYPED = {"name": "Pat Moreau", "language": "en", "time_zone": "America/New_York", "theme": "device", "density": "dense"}


def form(person: Person, **typed: str) -> PreferencesForm:
    data = QueryDict(mutable=True)
    data.update(TYPED | typed)
    return PreferencesForm(data, person=person)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Pat   Moreau ", "Pat Moreau"),
        ("فاطمة الزهراء", "فاطمة الزهراء"),
        ("Pat 🦊", "Pat 🦊"),
        ("X" * 200, "X" * 200),
    ],
)
def test_names_as_people_have_them(world: World, typed: str, name: str) -> None:
    checked = form(world.pat, name=typed)
    assert checked.is_valid(), checked.errors
    assert checked.values()["name"] == name


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "   ", "Fill it in"),
        ("name", "n" * 300, "the most are 200"),
        ("name", "n" * 10_000, "the most are 200"),
        ("job_title", "t" * 121, "the most are 120"),
        ("phone", "call me", "has digits"),
        ("time_zone", "Mars/Olympus_Mons", "no such time zone"),
        ("time_zone", "z" * 10_000, "no such time zone"),
        ("time_zone", "", "Fill it in"),
        ("language", "tlh", "does not speak"),
        ("theme", "pink", "not among the choices"),
        ("density", "huge", "not among the choices"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world: World, field: str, value: str, words: str) -> None:
    refused = form(world.pat, **{field: value})
    assert list(refused.errors) == [field]
    assert words in refused.errors[field][0]


def test_a_stored_zone_that_is_on_no_list_stays(world: World) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=world.pat.pk).update(time_zone="EST5EDT")
        person = Person.objects.get(pk=world.pat.pk)
    kept = form(person, time_zone="EST5EDT")
    assert kept.is_valid(), kept.errors
