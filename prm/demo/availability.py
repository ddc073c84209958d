"""When Gantry's people work, who stands in for whom, and how much they can take."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from assignment.availability.actions import set_away, set_capacity, set_hours
from assignment.availability.hours import Span
from assignment.time_off.actions import add_time_off
from prm.core.actor import SYSTEM, Role
from prm.demo import cast
from prm.directory.models import Person

MONDAY_TO_FRIDAY = range(5)
OFFICE_HOURS = (Span(time(9), time(12)), Span(time(13), time(17, 30)))
# More than anybody of the demo has, so that it turns nobody away.
AGENTS_CAPACITY = 30
# Who is away or may be, and who stands in.
SUBSTITUTES = {cast.ABE.name: "Nadia Ostrowski", "Renata Solis": cast.ABE.name, "Dominic Hale": "Yvette Sinclair"}
AWAY = ("Dominic Hale",)
# Days from today on, both included.
TIME_OFF = (
    (cast.ABE.name, -40, -33, "Home renovation"),
    (cast.ABE.name, 24, 34, "Family"),
    ("Renata Solis", -2, 5, "Hiking"),
    ("Kenji Morioka", 10, 10, ""),
)


def enter_availability(staff: Mapping[str, Person], today: date) -> None:
    """Office hours for all, a capacity for agents, some who are away or have time off."""
    for person in staff.values():
        set_hours(person, actor=SYSTEM, weekdays=MONDAY_TO_FRIDAY, spans=OFFICE_HOURS)
        if person.role == Role.SALES_AGENT:
            set_capacity(person, actor=SYSTEM, capacity=AGENTS_CAPACITY)
    for name, substitute in SUBSTITUTES.items():
        set_away(staff[name], actor=SYSTEM, away=name in AWAY, substitute=staff[substitute])
    for name, first, last, note in TIME_OFF:
        days = {"first_day": today + timedelta(days=first), "last_day": today + timedelta(days=last)}
        add_time_off(staff[name], actor=SYSTEM, note=note, **days)
