from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assignment.availability.actions import set_away, set_capacity, set_hours, set_languages
from assignment.availability.hours import Span
from assignment.models import PersonProfile, WorkingHours
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.opportunities.scene import Scene

MORNING, AFTERNOON = Span(time(9), time(12)), Span(time(13), time(17, 30))
VERBS: dict[Callable[..., bool], dict[str, Any]] = {
    set_away: {"away": True, "substitute": None},
    set_languages: {"languages": ["English", "German"]},
    set_hours: {"weekdays": [0, 1], "spans": [MORNING, AFTERNOON]},
    set_capacity: {"capacity": 15},
}
OWN = [verb for verb in VERBS if verb is not set_capacity]


def act(scene: Scene, who: str, whose: str, verb: Callable[..., bool], **values: Any) -> bool:
    actor = scene.actor(who)
    with acting_as(actor):
        return verb(scene.people[whose], actor=actor, **values)


def profile(scene: Scene, whose: str) -> PersonProfile:
    with acting_as(SYSTEM):
        return PersonProfile.objects.get(person=scene.people[whose])


def hours(scene: Scene, whose: str) -> list[tuple[int, time, time]]:
    with acting_as(SYSTEM):
        rows = WorkingHours.objects.filter(person=scene.people[whose]).order_by("weekday", "starts")
        return list(rows.values_list("weekday", "starts", "ends"))


@pytest.mark.parametrize("verb", OWN)
@pytest.mark.parametrize("who", ["abe", "bea", "cem", "ada"])
def test_oneself_managers_and_administrators_change_it_and_twice_is_nothing(
    scene: Scene, who: str, verb: Callable[..., bool]
) -> None:
    assert act(scene, who, "abe", verb, **VERBS[verb])
    assert not act(scene, who, "abe", verb, **VERBS[verb])


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["ivo", "bob", "eve"])
def test_colleagues_do_not(scene: Scene, who: str, verb: Callable[..., bool]) -> None:
    with pytest.raises(PermissionDenied):
        act(scene, who, "abe", verb, **VERBS[verb])


def test_nobody_sets_their_own_capacity(scene: Scene) -> None:
    with pytest.raises(PermissionDenied):
        act(scene, "abe", "abe", set_capacity, capacity=1)
    assert act(scene, "bea", "abe", set_capacity, capacity=1)
    assert profile(scene, "abe").capacity == 1


def test_a_profile_is_made_where_there_is_none(scene: Scene) -> None:
    with acting_as(SYSTEM):
        assert not PersonProfile.objects.filter(person=scene.people["bea"]).exists()
    assert act(scene, "bea", "bea", set_away, away=True, substitute=scene.people["cem"])
    assert (profile(scene, "bea").away, profile(scene, "bea").substitute_id) == (True, scene.people["cem"].pk)


def test_what_is_set_leaves_the_rest(scene: Scene) -> None:
    act(scene, "bea", "abe", set_capacity, capacity=15)
    act(scene, "abe", "abe", set_away, away=True, substitute=scene.people["ivo"])
    act(scene, "abe", "abe", set_languages, languages=["German"])
    kept = profile(scene, "abe")
    assert (kept.capacity, kept.away, kept.languages, kept.territory_id) == (15, True, ["German"], scene.great_lakes.pk)


def test_no_capacity_is_no_limit(scene: Scene) -> None:
    act(scene, "bea", "abe", set_capacity, capacity=0)
    assert act(scene, "bea", "abe", set_capacity, capacity=None)
    assert profile(scene, "abe").capacity is None


def test_a_negative_capacity_is_refused(scene: Scene) -> None:
    with pytest.raises(ValidationError) as refused:
        act(scene, "bea", "abe", set_capacity, capacity=-1)
    assert list(refused.value.message_dict) == ["capacity"]


def test_hours_of_some_days_leave_the_others(scene: Scene) -> None:
    act(scene, "abe", "abe", set_hours, weekdays=[0, 1, 2], spans=[MORNING, AFTERNOON])
    act(scene, "abe", "abe", set_hours, weekdays=[1], spans=[MORNING])
    act(scene, "abe", "abe", set_hours, weekdays=[2], spans=[])
    assert hours(scene, "abe") == [(0, *MORNING), (0, *AFTERNOON), (1, *MORNING)]


@pytest.mark.parametrize(
    "spans",
    [
        [Span(time(9), time(9))],
        [Span(time(9), time(8))],
        [Span(time(9), time(12)), Span(time(11, 59), time(13))],
        [Span(time(9), time(17)), Span(time(10), time(11))],
    ],
)
def test_hours_that_end_before_they_start_or_overlap_are_refused(scene: Scene, spans: list[Span]) -> None:
    with pytest.raises(ValidationError):
        act(scene, "abe", "abe", set_hours, weekdays=[0], spans=spans)
    assert hours(scene, "abe") == []


def test_a_substitute_who_left_since_stays_until_changed(scene: Scene) -> None:
    act(scene, "abe", "abe", set_away, away=False, substitute=scene.people["ivo"])
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["ivo"].pk).update(active=False)
    assert act(scene, "abe", "abe", set_away, away=True, substitute=scene.people["ivo"])
    assert act(scene, "abe", "abe", set_away, away=True, substitute=None)
    with pytest.raises(ValidationError, match="does not work here"):
        act(scene, "abe", "abe", set_away, away=True, substitute=scene.people["ivo"])
