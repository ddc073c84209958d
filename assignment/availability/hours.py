"""Working hours as spans of time: what fits together, and how a week reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from django.utils.dates import WEEKDAYS

from prm.ui.marks.days import clock

WHOLE_WEEK = range(7)


class Span(NamedTuple):
    """Hours of one day, from and to."""

    starts: time
    ends: time

    def __str__(self) -> str:
        return f"{clock(self.starts)}–{clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday (Monday = 0) and its spans, the earliest first."""

    weekday: int
    name: str
    spans: Sequence[Span]

    @property
    def words(self) -> str:
        """`9:00 AM–12:00 PM, 1:00 PM–5:00 PM`; empty for a day off."""
        return ", ".join(map(str, self.spans))


def week_of(rows: Iterable[tuple[int, time, time]]) -> list[Day]:
    """Seven days from (weekday, from, to)."""
    by_day: dict[int, list[Span]] = {weekday: [] for weekday in WHOLE_WEEK}
    for weekday, starts, ends in rows:
        by_day[weekday].append(Span(starts, ends))
    return [Day(weekday, str(WEEKDAYS[weekday]), sorted(spans)) for weekday, spans in by_day.items()]


def hours_in(week: Iterable[Day]) -> float:
    """Hours a week."""
    spans = [span for day in week for span in day.spans]
    return sum(_hour_of(ends) - _hour_of(starts) for starts, ends in spans)


def overlapping(spans: Sequence[Span]) -> tuple[Span, Span] | None:
    """The first two spans that overlap; one may begin when another ends."""
    ordered = sorted(spans)
    for earlier, later in pairwise(ordered):
        if later.starts < earlier.ends:
            return earlier, later
    return None


def _hour_of(at: time) -> float:
    return at.hour + at.minute / 60
