"""When somebody works and how much they have, as their page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from assignment.availability.hours import Day, hours_in, week_of
from assignment.loads import open_load_of
from assignment.models import PersonProfile, TimeOff, WorkingHours
from prm.core.actor import BRAND_OWNER_ROLES
from prm.directory.models import Person
from prm.directory.preferences.zones import zone_name
from prm.ui.marks.days import full_day

PAST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who stands in, or for whom somebody stands in; not active is also who works for a partner since."""

    key: str
    name: str
    is_active: bool
    is_away: bool


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Time off: its days in words, until when it lasts, and whether today is one of them."""

    key: str
    words: str
    until: str
    note: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Load:
    """Open opportunities given by rules, all open ones, and the most that rules may give; None is no limit."""

    given: int
    all: int
    capacity: int | None

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.given >= self.capacity


@dataclass(frozen=True, slots=True)
class Availability:
    """Everything on the page; `coming` begins with the time off that is now, `zone` is that of the hours."""

    away: bool
    substitute: Colleague | None
    stands_in_for: Sequence[Colleague]
    languages: Sequence[str]
    week: Sequence[Day]
    load: Load
    coming: Sequence[DaysOff]
    past: Sequence[DaysOff]
    zone: str

    @property
    def hours(self) -> float:
        """Working hours a week."""
        return hours_in(self.week)

    @property
    def off_now(self) -> DaysOff | None:
        return next((days_off for days_off in self.coming if days_off.is_now), None)


def profile_of(person: Person) -> PersonProfile:
    """The person's profile with the substitute; an empty one where nothing is noted yet."""
    profiles = PersonProfile.objects.select_related("substitute__organization", "substitute__profile", "territory")
    return profiles.filter(person=person).first() or PersonProfile(person=person)


def own_today(person: Person) -> date:
    """The day that it is where somebody works."""
    return timezone.localdate(timezone=ZoneInfo(person.time_zone))


def availability_of(person: Person) -> Availability:
    """Profile, for whom the person stands in, hours, time off and load: five statements."""
    profile, today = profile_of(person), own_today(person)
    time_off = list(TimeOff.objects.filter(person=person).order_by("first_day"))
    past = [row for row in reversed(time_off) if row.last_day < today]
    all_open, given = open_load_of(person.pk)
    return Availability(
        away=profile.away,
        substitute=_colleague(profile.substitute) if profile.substitute else None,
        stands_in_for=_stands_in_for(person),
        languages=profile.languages,
        week=week_of(WorkingHours.objects.filter(person=person).values_list("weekday", "starts", "ends")),
        load=Load(given, all_open, profile.capacity),
        coming=[_days_off(row, today) for row in time_off if row.last_day >= today],
        past=[_days_off(row, today) for row in past[:PAST_SHOWN]],
        zone=zone_name(person.time_zone),
    )


def _days_off(row: TimeOff, today: date) -> DaysOff:
    first, until = full_day(row.first_day), full_day(row.last_day)
    words = first if row.first_day == row.last_day else f"{first} – {until}"
    return DaysOff(row.key, words, until, row.note, is_now=row.first_day <= today <= row.last_day)


def _stands_in_for(person: Person) -> list[Colleague]:
    relying = Person.objects.active().filter(profile__substitute=person, role__in=BRAND_OWNER_ROLES)
    return [_colleague(row) for row in relying.select_related("organization", "profile").order_by("name_sort", "pk")]


def _colleague(person: Person) -> Colleague:
    profile = getattr(person, "profile", None)
    return Colleague(
        key=person.key,
        name=person.name,
        is_active=person.active and person.organization.active and person.works_for_brand_owner,
        is_away=bool(profile and profile.away),
    )
