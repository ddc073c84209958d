from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.http import QueryDict

from assignment.availability.forms import AwayForm, CapacityForm, HoursForm, LanguagesForm
from assignment.availability.hours import Span, week_of
from assignment.models import PersonProfile
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

LONG = "x" * 10_000


@pytest.fixture
def profile(scene: Scene) -> Iterator[PersonProfile]:
    with acting_as(scene.actor("abe")):
        yield PersonProfile.objects.get(person=scene.people["abe"])


def typed(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def hours_form(**values: Any) -> HoursForm:
    return HoursForm(typed(**values), days=[0], week=week_of([]))


def test_a_substitute_is_picked_by_key(scene: Scene, profile: PersonProfile) -> None:
    form = AwayForm(typed(away="on", substitute=scene.people["ivo"].key), profile=profile)
    assert form.is_valid()
    assert form.values() == {"away": True, "substitute": scene.people["ivo"]}


@pytest.mark.parametrize("who", ["abe", "pat"])
def test_oneself_and_people_of_partners_are_not_offered(scene: Scene, profile: PersonProfile, who: str) -> None:
    form = AwayForm(typed(substitute=scene.people[who].key), profile=profile)
    assert form.errors == {"substitute": ["This person cannot stand in. Choose somebody of the list."]}


@pytest.mark.parametrize("value", [LONG, "\u202eabc", "🦊"])
def test_no_key_at_all_is_refused(profile: PersonProfile, value: str) -> None:
    assert list(AwayForm(typed(substitute=value), profile=profile).errors) == ["substitute"]


def test_languages_that_colleagues_speak_are_picked_and_one_more_chosen(profile: PersonProfile) -> None:
    PersonProfile.objects.filter(pk=profile.pk).update(languages=["German", "English"])
    form = LanguagesForm(typed(languages=["German"], another="Basque"), profile=profile)
    assert form.fields["languages"].choices == [("English", "English"), ("German", "German")]  # type: ignore[attr-defined]
    assert form.is_valid()
    assert form.values() == {"languages": ["Basque", "German"]}


@pytest.mark.parametrize("field", ["languages", "another"])
@pytest.mark.parametrize("value", ["Klingon", LONG])
def test_other_languages_are_refused(profile: PersonProfile, field: str, value: str) -> None:
    assert list(LanguagesForm(typed(**{field: value}), profile=profile).errors) == [field]


@pytest.mark.parametrize(("value", "capacity"), [("", None), ("0", 0), ("15", 15), ("9999", 9999)])
def test_capacity_is_a_number_or_nothing(profile: PersonProfile, value: str, capacity: int | None) -> None:
    form = CapacityForm(typed(capacity=value), profile=profile)
    assert form.is_valid()
    assert form.values() == {"capacity": capacity}


@pytest.mark.parametrize("value", ["-1", "1.5", "10000", "many", LONG, "9" * 10_000, "15 🦊"])
def test_any_other_capacity_says_what_is_asked(profile: PersonProfile, value: str) -> None:
    errors = CapacityForm(typed(capacity=value), profile=profile).errors
    assert errors == {"capacity": ["A whole number from 0 to 9,999, or nothing for no limit."]}


def test_hours_for_several_days_in_several_spans() -> None:
    form = hours_form(weekdays=["0", "4"], starts_2="13:00", ends_2="17:30", starts_1="09:00", ends_1="12:00")
    assert form.is_valid(), form.errors
    assert form.values() == {
        "weekdays": [0, 4],
        "spans": [Span(time(9), time(12)), Span(time(13), time(17, 30))],
    }


def test_no_hours_are_days_off() -> None:
    form = hours_form(weekdays=["5", "6"])
    assert form.is_valid()
    assert form.values() == {"weekdays": [5, 6], "spans": []}


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({}, "weekdays", "Choose the days"),
        ({"weekdays": ["7"]}, "weekdays", "Select a valid choice"),
        ({"weekdays": ["0"], "starts_1": "09:00"}, "ends_1", "both or neither"),
        ({"weekdays": ["0"], "ends_2": "09:00"}, "starts_2", "both or neither"),
        ({"weekdays": ["0"], "starts_1": "09:00", "ends_1": "09:00"}, "ends_1", "not after the start"),
        ({"weekdays": ["0"], "starts_1": "22:00", "ends_1": "06:00"}, "ends_1", "past midnight"),
        ({"weekdays": ["0"], "starts_1": LONG, "ends_1": "06:00"}, "starts_1", "valid time"),
        (
            {"weekdays": ["0"], "starts_1": "11:00", "ends_1": "15:00", "starts_2": "09:00", "ends_2": "12:00"},
            "starts_1",
            "overlap 9:00 AM–12:00 PM",
        ),
    ],
)
def test_wrong_hours_are_said_at_their_field(values: dict[str, Any], field: str, words: str) -> None:
    errors = hours_form(**values).errors
    assert list(errors) == [field]
    assert words in errors[field][0]


def test_the_form_opens_with_the_hours_of_the_day_and_room_for_one_more() -> None:
    spans = [(2, time(hour), time(hour + 1)) for hour in (8, 10, 12, 14)]
    form = HoursForm(None, days=[2], week=week_of(spans))
    assert [starts.initial for starts, _ends in form.pairs] == [time(8), time(10), time(12), time(14), None]
