"""Working hours in the own zone, less time off and public holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignment.calendars import HORIZON, Calendar, current_calendars, load_calendars
from assignment.models import PersonProfile, TimeOff, WorkingHours
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Organization, Person
from tests.opportunities.scene import GANTRY, Scene

OFFICE = tuple((weekday, time(9), time(17)) for weekday in range(5))
MONDAY = datetime(2026, 6, 1, tzinfo=UTC)


def minutes(now: datetime, **calendar: object) -> int | None:
    return Calendar(**{"zone": "UTC", "hours": OFFICE} | calendar).minutes_to_working_hour(now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours_after_monday", "expected"),
    [
        (9, 60),  # at the beginning of work
        (8, 120),
        (12, 60),
        (16, 60),  # the last hour of the day
        (16.5, 17 * 60),  # half an hour today, the other half on Tuesday
        (17, 17 * 60),
        (4 * 24 + 17, 65 * 60),  # Friday evening: Monday at ten
    ],
)
def test_until_an_hour_of_work_lies_behind(hours_after_monday: float, expected: int) -> None:
    assert minutes(MONDAY + timedelta(hours=hours_after_monday)) == expected


def test_a_part_of_a_minute_counts_as_one() -> None:
    assert minutes(MONDAY + timedelta(hours=8, seconds=1)) == 120


def test_hours_are_those_of_the_persons_zone() -> None:
    assert minutes(MONDAY, zone="Asia/Tokyo") == 60  # nine in the morning there
    assert minutes(MONDAY, zone="America/New_York") == 14 * 60


def test_hours_that_overlap_count_once() -> None:
    hours = ((0, time(9), time(9, 30)), (0, time(9, 10), time(9, 40)), (0, time(12), time(13)))
    assert minutes(MONDAY, hours=hours) == 12 * 60 + 20


def test_clocks_that_change_make_no_hour_of_work() -> None:
    """On March 29, 2026, Berlin has no hour from two to three."""
    night = ((6, time(1, 30), time(3, 30)),)
    before = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert minutes(before, zone="Europe/Berlin", hours=night) == 30 + 60
    short = ((6, time(2), time(3)), (0, time(9), time(10)))
    assert minutes(before, zone="Europe/Berlin", hours=short) == 32 * 60


@pytest.mark.parametrize(
    ("time_off", "expected"),
    [
        ((), 10 * 60),
        (((date(2026, 6, 1), date(2026, 6, 1)),), 34 * 60),
        (((date(2026, 5, 1), date(2026, 6, 5)),), (7 * 24 + 10) * 60),
        (((date(2026, 6, 2), date(2026, 6, 5)),), 10 * 60),
        (((date(2026, 5, 1), date(2027, 5, 1)),), None),
    ],
)
def test_days_off_are_no_days_of_work(time_off: tuple[tuple[date, date], ...], expected: int | None) -> None:
    assert minutes(MONDAY, time_off=time_off) == expected


def test_holidays_are_those_of_country_and_region() -> None:
    corpus_christi = datetime(2026, 6, 4, 9, tzinfo=UTC)
    assert minutes(corpus_christi, country="Germany", region="BY") == 25 * 60
    assert minutes(corpus_christi, country="Germany", region="HH") == 60
    assert minutes(corpus_christi) == 60


def test_without_stated_hours_any_hour_counts_of_a_day_at_work() -> None:
    assert minutes(MONDAY, hours=()) == 60
    assert minutes(datetime(2026, 12, 25, 12, tzinfo=UTC), hours=(), country="US") == 13 * 60


def test_who_works_too_late_does_not_work() -> None:
    off = ((date(2026, 6, 1), date(2026, 6, 1) + HORIZON),)
    assert minutes(MONDAY, hours=(), time_off=off) is None
    assert minutes(MONDAY, hours=(), time_off=((off[0][0], off[0][1] - timedelta(days=2)),)) is not None


def calendar(scene: Scene, name: str) -> Calendar:
    with acting_as(SYSTEM):
        return load_calendars()[scene.people[name].pk]


def test_what_is_stored_of_a_person(scene: Scene) -> None:
    abe, days = scene.people["abe"], (date(2026, 7, 1), date(2026, 7, 9))
    with acting_as(SYSTEM):
        Organization.objects.filter(name=GANTRY).update(country="Canada", region="ON")
        Person.objects.filter(pk=abe.pk).update(time_zone="Europe/Berlin")
        for weekday in (1, 0):
            WorkingHours.objects.create(person=abe, weekday=weekday, starts=time(9), ends=time(12))
        TimeOff.objects.create(person=abe, first_day=days[0], last_day=days[1])
    hours = ((0, time(9), time(12)), (1, time(9), time(12)))
    assert calendar(scene, "abe") == Calendar("Europe/Berlin", hours, (days,), "Canada", "ON")
    assert calendar(scene, "ivo") == Calendar("UTC", country="Canada", region="ON")
    with acting_as(SYSTEM):
        PersonProfile.objects.filter(person=abe).update(country="Germany", region="BY")
    assert calendar(scene, "abe") == Calendar("Europe/Berlin", hours, (days,), "Germany", "BY")


def test_an_unknown_zone_stops_nobody(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["abe"].pk).update(time_zone="Mars/Olympus")
    assert calendar(scene, "abe").zone == "UTC"


def test_calendars_are_kept_until_one_changes(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting_as(SYSTEM):
        known = current_calendars()
        with django_assert_num_queries(1):
            assert current_calendars() is known
        today = timezone.localdate()
        TimeOff.objects.create(person=scene.people["abe"], first_day=today, last_day=today)
        assert current_calendars()[scene.people["abe"].pk].time_off == ((today, today),)
