"""When somebody works: hours of the week in the own time zone, less time off and public holidays."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from assignment.models import TimeOff, WorkingHours
from assignment.public_holidays import public_holidays
from assignment.row_versions import RowVersions, row_versions
from prm.directory.models import Organization, Person

logger = logging.getLogger(__name__)

BUILT_FROM = (
    "assignment_workinghours",
    "assignment_timeoff",
    "assignment_personprofile",
    "directory_person",
    "directory_organization",
)

Hours = tuple[int, time, time]
"""Weekday (Monday = 0), from, to."""

# Nobody's answer is waited for longer; who works not at all until then counts as not there.
HORIZON = timedelta(days=92)
WORKING_HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One person's times. Without stated hours any hour counts of a day that is neither off nor a holiday."""

    zone: str
    hours: tuple[Hours, ...] = ()
    time_off: tuple[tuple[date, date], ...] = ()
    country: str = ""
    region: str = ""

    def minutes_to_working_hour(self, now: datetime) -> int | None:
        """Minutes until sixty minutes of work lie behind, counted from `now`; None where that is past `HORIZON`."""
        missing = WORKING_HOUR
        for begins, ends in self._spans(now):
            if ends - begins >= missing:
                reached = begins + missing - now
                return -(-reached // timedelta(minutes=1)) if reached <= HORIZON else None
            missing -= ends - begins
        return None

    def _spans(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans of work from now on, in UTC, where hours have the same length also on days when clocks change."""
        zone = ZoneInfo(self.zone)
        day = now.astimezone(zone).date()
        for _ in range(HORIZON.days + 2):
            if self._works_on(day):
                for begins, ends in self._hours_of(day):
                    since = max(_instant(day, begins, zone), now)
                    until = _instant(day, ends, zone) if ends else _instant(day + DAY, time.min, zone)
                    if since < until:
                        yield since, until
            day += DAY

    def _works_on(self, day: date) -> bool:
        if any(first <= day <= last for first, last in self.time_off):
            return False
        return not self.country or day not in public_holidays(self.country, self.region, day.year)

    def _hours_of(self, day: date) -> list[tuple[time, time | None]]:
        """The day's hours in order, those that overlap as one."""
        if not self.hours:
            return [(time.min, None)]
        merged: list[tuple[time, time | None]] = []
        for _weekday, begins, ends in sorted(hours for hours in self.hours if hours[0] == day.weekday()):
            if merged and (last := merged[-1][1]) and begins <= last:
                merged[-1] = merged[-1][0], max(last, ends)
            else:
                merged.append((begins, ends))
        return merged


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


_kept: tuple[RowVersions, Mapping[int, Calendar]] | None = None


def current_calendars() -> Mapping[int, Calendar]:
    """Calendars of the brand owner's people by id, kept per process until one of their rows changes."""
    global _kept
    versions = row_versions(BUILT_FROM)
    if _kept is None or _kept[0] != versions:
        _kept = versions, load_calendars()
    return _kept[1]


def load_calendars() -> dict[int, Calendar]:
    """Three statements. Who states no country has the holidays of the brand owner's."""
    hours: defaultdict[int, list[Hours]] = defaultdict(list)
    for person, weekday, begins, ends in WorkingHours.objects.values_list("person_id", "weekday", "starts", "ends"):
        hours[person].append((weekday, begins, ends))
    time_off: defaultdict[int, list[tuple[date, date]]] = defaultdict(list)
    for person, first, last in TimeOff.objects.values_list("person_id", "first_day", "last_day"):
        time_off[person].append((first, last))
    people = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER)
    places = ("profile__country", "profile__region", "organization__country", "organization__region")
    return {
        pk: Calendar(
            zone=_known_zone(zone, pk),
            hours=tuple(sorted(hours[pk])),
            time_off=tuple(sorted(time_off[pk])),
            country=own[0] or own[2] or "",
            region=(own[1] if own[0] else own[3]) or "",
        )
        for pk, zone, *own in people.values_list("pk", "time_zone", *places)
    }


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str, person: int) -> str:
    if name in _zones():
        return name
    logger.warning("person %s has the unknown time zone %r: taken for UTC", person, name)
    return "UTC"
