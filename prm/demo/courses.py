"""How a deal of the demo went: which stages it passed on which days. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

# Stage, days it takes at least and at most, and the share that is lost in it.
STAGES = (
    ("prospecting", 5, 28, 0.10),
    ("qualification", 10, 40, 0.13),
    ("proposal", 12, 45, 0.17),
    ("negotiation", 8, 35, 0.20),
)
LONGEST_AGE = 540


@dataclass(frozen=True, slots=True)
class Course:
    """The stages with the day each began, the present one last. `closed_on` is empty while the deal is open."""

    stages: tuple[tuple[str, date], ...]
    closed_on: date | None

    @property
    def stage(self) -> str:
        return self.stages[-1][0]

    @property
    def entered_on(self) -> date:
        return self.stages[0][1]

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def course(random: Random, today: date, *, is_open: bool) -> Course:
    """A course that began within eighteen months and is open, or closed, today."""
    while True:
        # More deals of the last months than of long ago: the business grows.
        age = 1 + int(LONGEST_AGE * random.random() ** (1.5 if is_open else 1.1))
        found = _run(random, today - timedelta(days=age), today)
        if found.is_open == is_open:
            return found


def _run(random: Random, start: date, today: date) -> Course:
    passed: list[tuple[str, date]] = []
    day = working_day(start)
    for stage, least, most, lost in STAGES:
        passed.append((stage, day))
        end = working_day(day + timedelta(days=random.randint(least, most)))
        if end > today:
            return Course(tuple(passed), None)
        day = end
        if random.random() < lost:
            return Course((*passed, ("lost", day)), day)
    return Course((*passed, ("won", day)), day)


def working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def expected_close(random: Random, path: Course, today: date) -> date:
    """When an open deal is expected to close: sooner the further it is; one of eleven is overdue."""
    if random.random() < 0.09:
        return working_day(today - timedelta(days=random.randint(4, 24)))
    left = {"prospecting": (40, 150), "qualification": (20, 100), "proposal": (8, 60), "negotiation": (3, 30)}
    return working_day(today + timedelta(days=random.randint(*left[path.stage]) + 2))
