from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assignment.models import TimeOff
from assignment.time_off.forms import TimeOffForm

TODAY = date(2026, 9, 15)


def form(**typed: str) -> TimeOffForm:
    return TimeOffForm({"first_day": "2026-10-01"} | typed, today=TODAY)


@pytest.mark.parametrize(("typed", "last"), [({}, date(2026, 10, 1)), ({"last_day": "2026-10-09"}, date(2026, 10, 9))])
def test_one_day_needs_no_last_day(typed: dict[str, str], last: date) -> None:
    checked = form(**typed)
    assert checked.is_valid(), checked.errors
    assert checked.values() == {"first_day": date(2026, 10, 1), "last_day": last, "note": ""}


def test_what_has_begun_may_end_later() -> None:
    assert form(first_day="2026-09-01", last_day="2026-09-15").is_valid()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"first_day": ""}, "first_day", "required"),
        ({"first_day": "soon"}, "first_day", "valid date"),
        ({"first_day": "x" * 10_000}, "first_day", "valid date"),
        ({"first_day": "2026-02-30"}, "first_day", "valid date"),
        ({"first_day": "2025-10-01"}, "last_day", "over already"),
        ({"last_day": "10000-01-01"}, "last_day", "valid date"),
        ({"note": "n" * 300}, "note", "at most 120"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed: dict[str, str], field: str, words: str) -> None:
    errors = form(**typed).errors
    assert list(errors) == [field]
    assert words in errors[field][0]


@pytest.mark.parametrize("note", ["عطلة", "🏖" * 120, "<b>"])
def test_notes_as_people_write_them(note: str) -> None:
    assert form(note=note).is_valid()


def test_it_opens_with_what_is_stored() -> None:
    stored: Any = TimeOff(first_day=TODAY, last_day=TODAY, note="Move")
    opened = TimeOffForm(None, today=TODAY, time_off=stored)
    assert [opened[name].value() for name in ("first_day", "last_day", "note")] == [TODAY, TODAY, "Move"]
