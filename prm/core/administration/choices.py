"""What several forms offer to pick from."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from django.conf import settings

Choices = list[tuple[str, str]]


@cache
def time_zones() -> Choices:
    """Zones named by place ("Europe/Berlin"), and UTC."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [(name, name.replace("_", " ")) for name in ["UTC", *places]]


def languages() -> Choices:
    """The languages the portal speaks."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def with_present(choices: Choices, present: str) -> Choices:
    """The choices and what is stored now, so that saving an old record does not change it."""
    known = not present or any(value == present for value, _ in choices)
    return choices if known else [*choices, (present, present)]
