from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from prm.ui.marks.days import clock, day, due, from_today, full_day, moment, time_element

TODAY = date(2026, 9, 15)


def test_a_day_has_its_year_only_where_it_is_another_one() -> None:
    assert day(date(2026, 9, 30), TODAY) == "Sep 30"
    assert day(date(2027, 1, 2), TODAY) == "Jan 2, 2027"
    assert full_day(date(2026, 9, 30)) == "Sep 30, 2026"
    assert day(None, TODAY) == full_day(None) == "—"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (10, "in 10 days"), (-4, "4 days ago"), (2, "in 2 days")],
)
def test_from_today(days: int, words: str) -> None:
    assert from_today(TODAY + timedelta(days), TODAY) == words


def test_a_moment_is_told_in_the_readers_zone() -> None:
    instant = datetime(2026, 9, 15, 3, 30, tzinfo=UTC)
    assert moment(instant, TODAY, ZoneInfo("UTC")) == "today, 3:30 AM"
    assert moment(instant, TODAY, ZoneInfo("America/Chicago")) == "yesterday, 10:30 PM"
    assert moment(datetime(2026, 9, 9, 15, 44, tzinfo=UTC), TODAY, ZoneInfo("UTC")) == "Sep 9, 3:44 PM"
    assert moment(datetime(2025, 9, 9, 15, 44, tzinfo=UTC), TODAY, ZoneInfo("UTC")) == "Sep 9, 2025, 3:44 PM"


def test_what_is_over_is_red_unless_it_no_longer_matters() -> None:
    over = date(2026, 9, 11)
    assert '<small class="bad">4 days ago</small>' in due(over, TODAY)
    assert "bad" not in due(over, TODAY, matters=False)
    assert "bad" not in due(TODAY, TODAY)
    assert "—" in due(None, TODAY)


def test_the_exact_day_stands_in_the_element() -> None:
    assert time_element(date(2026, 9, 30), "Sep 30") == '<time datetime="2026-09-30">Sep 30</time>'
    assert time_element(None, "—") == "—"


def test_a_time_of_day() -> None:
    assert [clock(time(0, 5)), clock(time(12)), clock(time(17, 30))] == ["12:05 AM", "12:00 PM", "5:30 PM"]
