"""The availability tab as people meet it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from assignment.availability.reading import PAST_SHOWN
from assignment.models import PersonProfile, TimeOff, WorkingHours
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.opportunities.pages import read
from tests.opportunities.scene import Scene
from tests.opportunities.statements import statements

TODAY = date.today()
# Session, user, actor, the context before, its own and after, person, profile, relying people, hours, time off, load.
MOST = 12


def page(scene: Scene, who: str, whose: str = "abe", more: str = "", **typed: Any) -> Any:
    client, address = scene.client(who), f"/people/{scene.people[whose].key}/availability/{more}"
    return client.post(address, typed) if typed else client.get(address)


def text(answer: Any) -> str:
    return " ".join(read(answer).text.split())


def set_profile(scene: Scene, whose: str = "abe", **values: Any) -> None:
    with acting_as(SYSTEM):
        PersonProfile.objects.update_or_create(person=scene.people[whose], defaults=values)


def test_nothing_noted_yet(scene: Scene) -> None:
    shown = text(page(scene, "bob", "bob"))
    for words in ("Available", "Nobody", "No time off is planned.", "No working hours are noted yet."):
        assert words in shown
    assert "0 open opportunities given by rules, without a limit" in shown


def test_who_only_looks_is_offered_no_change(scene: Scene) -> None:
    for who in ("ivo", "eve"):
        assert "Change" not in text(page(scene, who)), who
    assert "Add time off" in text(page(scene, "abe"))
    assert "/capacity/" not in page(scene, "abe").content.decode()
    assert "/capacity/" in page(scene, "bea").content.decode()


@pytest.mark.parametrize("who", ["pia", "pam", "olga", "dana"])
@pytest.mark.parametrize("more", ["", "away/", "hours/", "languages/", "capacity/", "time-off/"])
def test_partners_find_nothing(scene: Scene, who: str, more: str) -> None:
    for whose in ("abe", "bea", "pia"):
        assert page(scene, who, whose, more).status_code == 404


def test_my_workload_leads_to_ones_own(scene: Scene) -> None:
    for who in ("abe", "bea", "eve", "ada"):
        own = f"/people/{scene.people[who].key}/availability/"
        assert scene.client(who).get("/workload/")["Location"] == own
    assert scene.client("pat").get("/workload/").status_code == 404


def test_away_with_a_substitute(scene: Scene) -> None:
    assert page(scene, "abe", more="away/", away="on", substitute=scene.people["ivo"].key).status_code == 302
    assert "Away until further notice" in text(page(scene, "eve"))
    assert "Stands in for Abe Sato Away" in text(page(scene, "eve", "ivo"))
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["ivo"].pk).update(active=False)
    assert "Ivo Extra Not active" in text(page(scene, "eve"))


def test_a_circle_of_substitutes_is_said_at_the_field(scene: Scene) -> None:
    page(scene, "abe", more="away/", substitute=scene.people["ivo"].key)
    refused = page(scene, "ivo", "ivo", "away/", away="on", substitute=scene.people["abe"].key)
    assert refused.status_code == 422
    assert "Abe Sato already relies on Ivo Extra" in read(refused).errors["id_substitute"]
    assert read(refused).fields["substitute"] == [scene.people["abe"].key]


@pytest.mark.parametrize(
    ("days", "words"), [((0, 0), "Time off until"), ((-3, 4), "Time off until"), ((1, 2), "Available")]
)
def test_today_decides_what_stands_first(scene: Scene, days: tuple[int, int], words: str) -> None:
    first, last = (TODAY + timedelta(days=number) for number in days)
    with acting_as(SYSTEM):
        TimeOff.objects.create(person=scene.people["abe"], first_day=first, last_day=last)
    assert f"Now {words}" in text(page(scene, "ivo"))


def test_past_time_off_is_kept_apart(scene: Scene) -> None:
    with acting_as(SYSTEM):
        for number in range(1, PAST_SHOWN + 2):
            day = TODAY - timedelta(days=2 * number)
            TimeOff.objects.create(person=scene.people["abe"], first_day=day, last_day=day, note=f"Past {number}.")
    shown = text(page(scene, "abe"))
    assert "No time off is planned." in shown
    assert [f"Past {number}." in shown for number in (1, PAST_SHOWN, PAST_SHOWN + 1)] == [True, True, False]


def test_hours_are_set_for_several_days_and_opened_for_one(scene: Scene) -> None:
    typed = {"weekdays": ["0", "1"], "starts_1": "09:00", "ends_1": "12:30", "starts_2": "13:00", "ends_2": "17:00"}
    assert page(scene, "abe", more="hours/", **typed).status_code == 302
    shown = text(page(scene, "ivo"))
    assert "Tuesday 9:00 AM–12:30 PM, 1:00 PM–5:00 PM" in shown
    assert "Wednesday Day off" in shown
    assert "15 hours a week" in shown
    opened = read(page(scene, "abe", more="hours/?day=1"))
    assert (opened.fields["weekdays"], opened.fields["starts_2"]) == (["1"], ["13:00"])
    assert read(page(scene, "abe", more="hours/?day=nonsense")).fields["weekdays"] == ["0", "1", "2", "3", "4"]


def test_refused_hours_stay_in_the_form(scene: Scene) -> None:
    refused = page(scene, "abe", more="hours/", weekdays=["5"], starts_1="22:00", ends_1="06:00")
    assert refused.status_code == 422
    assert "past midnight" in read(refused).errors["id_ends_1"]
    assert (read(refused).fields["weekdays"], read(refused).fields["starts_1"]) == (["5"], ["22:00"])


def test_languages(scene: Scene) -> None:
    assert page(scene, "abe", more="languages/", another="German").status_code == 302
    page(scene, "abe", more="languages/", languages=["German"], another="French")
    assert "French, German" in text(page(scene, "ivo"))


@pytest.mark.parametrize(
    ("capacity", "words"),
    [("15", "0 of 15 open opportunities"), ("1", "0 of 1 open opportunity"), ("0", "0 of 0"), ("", "without a limit")],
)
def test_capacity_and_load(scene: Scene, capacity: str, words: str) -> None:
    assert page(scene, "bea", more="capacity/", capacity=capacity).status_code == 302
    shown = text(page(scene, "ivo"))
    assert words in shown
    assert ("Full" in shown) == (capacity == "0")


@pytest.mark.parametrize("more", ["away/", "languages/", "capacity/", "hours/"])
@pytest.mark.parametrize("value", ["x" * 10_000, "\u202eflipped", "🦊" * 300])
def test_hostile_input_is_refused(scene: Scene, more: str, value: str) -> None:
    names = ("substitute", "languages", "another", "capacity", "weekdays", "starts_1", "ends_1")
    assert page(scene, "ada", more=more, **dict.fromkeys(names, value)).status_code == 422


@pytest.mark.parametrize("who", ["ivo", "ada"])
def test_the_tab_costs_the_same_for_one_row_and_for_three(scene: Scene, who: str) -> None:
    client, address = scene.client(who), f"/people/{scene.people['abe'].key}/availability/"
    set_profile(scene, substitute=scene.people["cem"])
    for number in (1, 2, 3):
        day = TODAY + timedelta(days=number)
        with acting_as(SYSTEM):
            TimeOff.objects.create(person=scene.people["abe"], first_day=day, last_day=day)
            WorkingHours.objects.create(person=scene.people["abe"], weekday=number, starts=time(9), ends=time(17))
        set_profile(scene, ("ivo", "bea", "bob")[number - 1], substitute=scene.people["abe"])
        client.get(address)
        found = [sql for sql in statements(lambda: client.get(address)) if "SAVEPOINT" not in sql]
        assert len(found) == MOST, "\n".join(found)
