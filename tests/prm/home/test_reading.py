"""What waits for each role."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.home.reading import Home, home_of, in_words
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import TODAY, Scene

LATE, SOON = TODAY - timedelta(days=3), TODAY + timedelta(days=9)


@pytest.fixture(autouse=True)
def deals(scene: Scene) -> None:
    """One of each kind at Cardinal, and late ones elsewhere; nothing else about them waits."""
    entered(scene, "pat", name="Late", people=["bea"], close_date=LATE, amount=Decimal(10))
    entered(scene, "pat", name="Soon", people=["bea", "abe"], close_date=SOON)
    entered(scene, "pat", name="Alone")
    changed(entered(scene, "pia", name="Idle", people=["bea"]), last_progress_on=TODAY - timedelta(days=15))
    win = entered(scene, "pia", name="Win", people=["ivo"])
    changed(win, win_asked_at=timezone.now(), win_asked_by=scene.people["pia"])
    entered(scene, "olga", name="Late at Harborline", people=["bob"], close_date=LATE, amount=Decimal(900))
    entered(scene, "olga", name="Late and secret", people=["bob"], close_date=LATE, restricted=True)


def changed(deal: Opportunity, **values: Any) -> None:
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(**values)


def home(scene: Scene, who: str) -> Home:
    actor = scene.actor(who)
    with acting_as(actor):
        return home_of(actor)


def shown(scene: Scene, who: str) -> dict[str, list[str]]:
    return {group.name: [line.name for line in group.extract.lines] for group in home(scene, who).groups}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("pat", {"overdue": ["Late"], "soon": ["Soon"], "alone": ["Alone"]}),
        ("pia", {"idle": ["Idle"]}),
        ("pam", {"overdue": ["Late"], "soon": ["Soon"], "alone": ["Alone"], "idle": ["Idle"]}),
        ("dana", {}),
        ("otto", {"overdue": ["Late and secret", "Late at Harborline"]}),
        ("abe", {"soon": ["Soon"]}),
        ("ivo", {}),
        (
            "bea",
            {"wins": ["Win"], "alone": ["Alone"], "overdue": ["Late"], "soon": ["Soon"], "idle": ["Idle"]},
        ),
        ("eve", {"overdue": ["Late at Harborline", "Late"], "soon": ["Soon"]}),
        ("ada", {"alone": ["Alone"], "wins": ["Win"]}),
    ],
)
def test_what_waits_for_whom(scene: Scene, who: str, expected: dict[str, list[str]]) -> None:
    found = {name: sorted(names) if who == "otto" else names for name, names in shown(scene, who).items()}
    assert found == expected


@pytest.mark.parametrize(
    ("who", "title", "soon"),
    [
        ("pat", "2 things wait for you", "1 opportunity closes in the next 30 days."),
        ("pia", "1 thing waits for you", ""),
        ("ivo", "Nothing waits for you", ""),
        ("bea", "4 things wait for you", "1 opportunity closes in the next 30 days."),
        ("eve", "2 opportunities are past their close date", "1 opportunity closes in the next 30 days."),
    ],
)
def test_the_title_states_what_was_found(scene: Scene, who: str, title: str, soon: str) -> None:
    found = home(scene, who)
    assert (found.title, found.soon) == (title, soon)


def test_a_closed_one_no_longer_waits(scene: Scene) -> None:
    entered(scene, "ivo", close_date=LATE, stage="lost")
    assert shown(scene, "ivo") == {}


def test_administrators_are_told_of_events_that_failed_in_any_company(scene: Scene) -> None:
    partner = scene.people["pat"].organization_id
    values = {"event": "one", "handler": "two", "due_at": timezone.now(), "organization_id": partner}
    with acting_as(SYSTEM):
        OutboxEvent.objects.create(state=OutboxEvent.State.FAILED, **values)
        OutboxEvent.objects.create(state=OutboxEvent.State.NEW, **values)
    assert home(scene, "ada").failed_events == 1
    assert home(scene, "ada").title == "3 things wait for you"
    assert home(scene, "bea").failed_events == 0


def test_counts_end_at_a_thousand() -> None:
    assert [in_words(7), in_words(1000), in_words(1001)] == ["7", "1,000", "1,000+"]


def test_what_nobody_was_found_for_waits_for_those_who_look_after_it(scene: Scene) -> None:
    entered(scene, "pat", lines=[("Cage Server", "1", "900")])
    run_rules()
    for who, told in (("bea", True), ("ada", True), ("abe", False), ("eve", False), ("pam", False)):
        page = scene.client(who).get("/").content.decode()
        assert ("The rules found nobody for 1 place" in page) is told, who
