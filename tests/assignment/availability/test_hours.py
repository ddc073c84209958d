from __future__ import annotations

from datetime import time

import pytest
from django.utils import translation

from assignment.availability.hours import Span, hours_in, overlapping, week_of

NINE, NOON, ONE, FIVE = time(9), time(12), time(13), time(17, 30)


def test_a_week_has_seven_days_with_their_spans_in_order() -> None:
    week = week_of([(0, ONE, FIVE), (0, NINE, NOON), (6, NINE, NOON)])
    assert [(day.weekday, day.name, len(day.spans)) for day in week if day.spans] == [
        (0, "Monday", 2),
        (6, "Sunday", 1),
    ]
    assert len(week) == 7
    assert week[0].words == "9:00 AM–12:00 PM, 1:00 PM–5:30 PM"
    assert week[1].words == ""


def test_hours_are_added_up() -> None:
    assert hours_in(week_of([(0, NINE, NOON), (0, ONE, FIVE), (4, NINE, NOON)])) == 10.5


def test_days_are_named_in_the_language_of_the_reader() -> None:
    with translation.override("de"):
        assert week_of([])[0].name == "Montag"


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], False),
        ([Span(NINE, NOON)], False),
        ([Span(ONE, FIVE), Span(NINE, NOON)], False),
        ([Span(NINE, NOON), Span(NOON, ONE)], False),
        ([Span(NINE, ONE), Span(NOON, FIVE)], True),
        ([Span(NOON, ONE), Span(NINE, FIVE)], True),
        ([Span(NINE, NOON), Span(NINE, NOON)], True),
    ],
)
def test_spans_may_touch_and_not_overlap(spans: list[Span], found: bool) -> None:
    assert (overlapping(spans) is not None) == found
