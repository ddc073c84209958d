"""Time off on the page of somebody's availability."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from assignment.models import TimeOff
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.pages import read
from tests.opportunities.scene import Scene

TODAY = date.today()
NEXT, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=14)


def address(scene: Scene, more: str = "", whose: str = "abe") -> str:
    return f"/people/{scene.people[whose].key}/availability/time-off/{more}"


def send(scene: Scene, who: str = "abe", more: str = "", **typed: Any) -> Any:
    return scene.client(who).post(address(scene, more), {"first_day": NEXT, "last_day": LATER} | typed)


def stored(scene: Scene) -> list[TimeOff]:
    with acting_as(SYSTEM):
        return list(TimeOff.objects.filter(person=scene.people["abe"]).order_by("first_day"))


def test_added_changed_and_removed(scene: Scene) -> None:
    assert send(scene, note="Hiking")["Location"] == address(scene).removesuffix("time-off/")
    (time_off,) = stored(scene)
    opened = read(scene.client("bea").get(address(scene, f"{time_off.key}/")))
    assert opened.fields["first_day"] == [NEXT.isoformat()]
    assert opened.fields["note"] == ["Hiking"]
    assert send(scene, "bea", f"{time_off.key}/", note="Sailing").status_code == 302
    assert stored(scene)[0].note == "Sailing"
    assert send(scene, "abe", f"{time_off.key}/remove/").status_code == 302
    assert stored(scene) == []


def test_an_overlap_is_said_and_what_was_typed_stays(scene: Scene) -> None:
    send(scene)
    refused = send(scene, first_day=LATER, last_day=LATER, note="Again")
    assert refused.status_code == 422
    page = read(refused)
    assert "These days overlap time off from" in page.errors["id_first_day"]
    assert (page.fields["first_day"], page.fields["note"]) == ([LATER.isoformat()], ["Again"])
    assert len(stored(scene)) == 1


def test_time_off_of_somebody_else_is_not_found_here(scene: Scene) -> None:
    send(scene)
    (time_off,) = stored(scene)
    elsewhere = address(scene, f"{time_off.key}/", whose="bea")
    assert scene.client("ada").get(elsewhere).status_code == 404
    assert scene.client("ada").post(f"{elsewhere}remove/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("olga", 404), ("pat", 404), ("pam", 404), ("ivo", 403), ("eve", 403)])
def test_nobody_else_may(scene: Scene, who: str, status: int) -> None:
    send(scene)
    (time_off,) = stored(scene)
    for more in ("", f"{time_off.key}/", f"{time_off.key}/remove/"):
        assert send(scene, who, more, note="Theirs").status_code == status, more
    assert [row.note for row in stored(scene)] == [""]


@pytest.mark.parametrize("note", ["x" * 10_000, "🦊" * 121])
def test_hostile_notes_are_refused_and_kept(scene: Scene, note: str) -> None:
    refused = send(scene, note=note)
    assert refused.status_code == 422
    assert read(refused).fields["note"] == [note]


def test_notes_are_escaped(scene: Scene) -> None:
    send(scene, note="<i>Off</i> عطلة")
    text = scene.client("ivo").get(f"/people/{scene.people['abe'].key}/availability/").content.decode()
    assert "&lt;i&gt;Off&lt;/i&gt; عطلة" in text
