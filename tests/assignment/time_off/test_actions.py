from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from assignment.models import TimeOff
from assignment.time_off.actions import add_time_off, change_time_off, remove_time_off
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

FIRST, LAST = date(2030, 7, 1), date(2030, 7, 14)
DAY = timedelta(days=1)


def add(scene: Scene, who: str = "abe", whose: str = "abe", **values: Any) -> TimeOff:
    actor = scene.actor(who)
    with acting_as(actor):
        return add_time_off(scene.people[whose], actor=actor, **{"first_day": FIRST, "last_day": LAST} | values)


def change(scene: Scene, time_off: TimeOff, who: str = "abe", **values: Any) -> bool:
    actor = scene.actor(who)
    with acting_as(actor):
        return change_time_off(time_off, actor=actor, **{"first_day": FIRST, "last_day": LAST} | values)


def days(scene: Scene, whose: str = "abe") -> list[tuple[date, date]]:
    with acting_as(SYSTEM):
        rows = TimeOff.objects.filter(person=scene.people[whose]).order_by("first_day")
        return list(rows.values_list("first_day", "last_day"))


@pytest.mark.parametrize("who", ["abe", "bea", "cem", "ada"])
def test_oneself_managers_and_administrators_keep_it(scene: Scene, who: str) -> None:
    time_off = add(scene, who, note="Summer")
    assert change(scene, time_off, who, last_day=LAST + DAY, note="Longer")
    assert not change(scene, time_off, who, last_day=LAST + DAY, note="Longer")
    assert days(scene) == [(FIRST, LAST + DAY)]
    actor = scene.actor(who)
    with acting_as(actor):
        assert remove_time_off(time_off, actor=actor)
        time_off.pk = time_off.pk or 0
        assert not remove_time_off(time_off, actor=actor)
    assert days(scene) == []


@pytest.mark.parametrize("who", ["ivo", "bob", "eve"])
def test_colleagues_do_not(scene: Scene, who: str) -> None:
    time_off = add(scene)
    actor = scene.actor(who)
    with pytest.raises(PermissionDenied):
        add(scene, who, first_day=LAST + DAY, last_day=LAST + DAY)
    with pytest.raises(PermissionDenied):
        change(scene, time_off, who, note="Mine")
    with acting_as(actor), pytest.raises(PermissionDenied):
        remove_time_off(time_off, actor=actor)
    assert days(scene) == [(FIRST, LAST)]


@pytest.mark.parametrize(
    ("first", "last"),
    [(FIRST, LAST), (FIRST - DAY, FIRST), (LAST, LAST + DAY), (FIRST + DAY, LAST - DAY), (FIRST - DAY, LAST + DAY)],
)
def test_overlapping_days_are_refused_with_those_they_overlap(scene: Scene, first: date, last: date) -> None:
    add(scene)
    with pytest.raises(ValidationError) as refused:
        add(scene, first_day=first, last_day=last)
    message = "These days overlap time off from Jul 1, 2030 to Jul 14, 2030. Change that one instead."
    assert refused.value.message_dict == {"first_day": [message]}


def test_days_beside_and_those_of_others_are_free(scene: Scene) -> None:
    add(scene)
    add(scene, first_day=FIRST - DAY, last_day=FIRST - DAY)
    add(scene, first_day=LAST + DAY, last_day=LAST + DAY)
    add(scene, "ivo", "ivo")
    assert len(days(scene)) == 3


def test_moving_may_overlap_itself_and_nothing_else(scene: Scene) -> None:
    time_off = add(scene)
    add(scene, first_day=LAST + 3 * DAY, last_day=LAST + 3 * DAY)
    assert change(scene, time_off, last_day=LAST + 2 * DAY)
    with pytest.raises(ValidationError, match="overlap time off from Jul 17, 2030"):
        change(scene, time_off, last_day=LAST + 3 * DAY)


def test_what_somebody_removed_is_not_changed(scene: Scene) -> None:
    time_off = add(scene)
    with acting_as(SYSTEM):
        TimeOff.objects.filter(pk=time_off.pk).delete()
    with pytest.raises(ValidationError, match="Somebody removed"):
        change(scene, time_off, note="Late")
    assert days(scene) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"last_day": FIRST - DAY}, "last_day"),
        ({"last_day": FIRST + timedelta(days=732)}, "last_day"),
        ({"note": "n" * 121}, "note"),
    ],
)
def test_wrong_days_are_refused_at_their_field(scene: Scene, values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add(scene, **values)
    assert list(refused.value.message_dict) == [field]


def test_the_database_holds_it_too(scene: Scene) -> None:
    add(scene)
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="time_off_does_not_overlap"), transaction.atomic():
        TimeOff.objects.create(person=scene.people["abe"], first_day=LAST, last_day=LAST)
