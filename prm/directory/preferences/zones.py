"""Time zones as people look for theirs: by continent, city first, with what the clock there shows now."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from prm.core.administration.choices import Choices, time_zones, with_present

GroupedChoices = list[tuple[str, Choices]]


def zone_choices(present: str) -> GroupedChoices:
    """All zones, grouped by the first part of their names; `present` is among them whatever it is called."""
    return _grouped(present, timezone.now().replace(minute=0, second=0, microsecond=0))


def zone_name(zone: str) -> str:
    """A zone as the choices name it: "New York, UTC−05:00"."""
    _continent, _slash, place = zone.partition("/")
    return f"{_city(place or zone)}, {_offset(zone, timezone.now())}"


@lru_cache(maxsize=16)
def _grouped(present: str, hour: datetime) -> GroupedChoices:
    """Kept for the hour: reading some 500 zones takes longer than the rest of the page."""
    groups: dict[str, Choices] = {}
    for name, _label in with_present(time_zones(), present):
        continent, _slash, place = name.partition("/")
        heading = continent.replace("_", " ") if place else _("World")
        groups.setdefault(heading, []).append((name, f"{_city(place or name)}, {_offset(name, hour)}"))
    return [(heading, sorted(choices, key=lambda choice: choice[1])) for heading, choices in groups.items()]


def _city(place: str) -> str:
    """`Argentina/Buenos_Aires` as "Buenos Aires (Argentina)": a list is searched by what its lines begin with."""
    region, _slash, city = place.replace("_", " ").rpartition("/")
    return f"{city} ({region})" if region else city


def _offset(name: str, hour: datetime) -> str:
    """Hours and minutes from UTC at that time, as "UTC−05:00"."""
    sign = hour.astimezone(ZoneInfo(name)).strftime("%z")
    return f"UTC{sign[0].replace('-', '−')}{sign[1:3]}:{sign[3:5]}"
