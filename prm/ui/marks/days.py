"""Days and moments in words: "Sep 30", "in 10 days", "today, 2:00 PM". The caller says which day is today."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from django.utils.dateformat import format as formatted
from django.utils.dateformat import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

NO_VALUE = "—"


def day(value: date | None, today: date) -> str:
    """`Sep 30`, in another year than today's `Sep 30, 2025`; None is a dash."""
    return NO_VALUE if value is None else _day(value, value.year == today.year, get_language() or "")


def full_day(value: date | None) -> str:
    """`Sep 30, 2026`; None is a dash."""
    return NO_VALUE if value is None else _day(value, False, get_language() or "")


@lru_cache(maxsize=4096)
def _day(value: date, this_year: bool, language: str) -> str:
    # Translators: Django's date format characters.
    pattern = pgettext("format of a day of this year", "M j") if this_year else pgettext("format of a day", "M j, Y")
    return formatted(value, pattern)


def from_today(value: date | None, today: date) -> str:
    """`today`, `tomorrow`, `in 10 days`, `yesterday`, `4 days ago`; None is a dash."""
    if value is None:
        return NO_VALUE
    days = (value - today).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def moment(value: datetime | None, today: date, zone: tzinfo) -> str:
    """`today, 2:00 PM`, `Sep 9, 3:44 PM` or `Sep 9, 2025, 3:44 PM`, in the reader's zone; None is a dash."""
    if value is None:
        return NO_VALUE
    local = value.astimezone(zone)
    near = abs((local.date() - today).days) <= 1
    words = from_today(local.date(), today) if near else day(local.date(), today)
    return f"{words}, {clock(local.time())}"


def clock(value: time) -> str:
    """`2:00 PM`."""
    # Translators: Django's date format characters.
    return time_format(value, pgettext("format of a time", "g:i A"))


def due(value: date | None, today: date, *, matters: bool = True) -> SafeString:
    """A date with how far it is below; one that is over is red, unless it no longer `matters`."""
    return _due(value, today, matters, get_language() or "")


@lru_cache(maxsize=4096)
def _due(value: date | None, today: date, matters: bool, language: str) -> SafeString:
    if value is None:
        return format_html('<span class="dim">{}</span>', NO_VALUE)
    opening = '<small class="bad">' if matters and value < today else "<small>"
    shape = f'<time datetime="{{}}">{{}}</time>{opening}{{}}</small>'
    return format_html(shape, value.isoformat(), day(value, today), from_today(value, today))


def time_element(value: date | datetime | None, words: str) -> SafeString:
    """`words` in an element that also says the exact day or instant."""
    if value is None:
        return format_html("{}", words)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
