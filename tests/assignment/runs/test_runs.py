"""The list of runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assignment.models import AssignmentRun, RuleGroup
from prm.core.actor import SYSTEM
from prm.core.keyset import PAGE_SIZE
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, ROUTER, SERVER, Scene

PAGE = "/assignment/runs/"


@pytest.mark.parametrize("who", PEOPLE)
def test_who_lists_them(scene: Scene, who: str) -> None:
    organization, _role = PEOPLE[who]
    expected = 200 if who == "ada" else 403 if organization == "Gantry" else 404
    assert scene.client(who).get(PAGE).status_code == expected


def test_an_owner_of_a_group_lists_runs_of_deals_they_see(scene: Scene) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(name="Sales agents").update(owner=scene.people["bob"])
    entered(scene, "olga", name="Deal at Harborline")
    entered(scene, "pat", name="Deal at Cardinal")
    run_rules()
    text = read(scene.client("bob").get(PAGE)).text
    assert "Deal at Harborline" in text
    assert "Deal at Cardinal" not in text


def test_narrowed_by_opportunity_outcome_and_day(scene: Scene) -> None:
    found = entered(scene, "pat", name="Routers for Ohio", lines=[(ROUTER, "1", "5")])
    entered(scene, "pat", name="Servers for Ohio", lines=[(SERVER, "1", "5")])
    run_rules()
    with acting_as(SYSTEM):
        AssignmentRun.objects.filter(opportunity=found).update(started_at=datetime(2025, 5, 6, 12, tzinfo=UTC))
    client = scene.client("ada")
    for query in ("search=routers", "outcome=assigned", "day=2025-05-06", f"opportunity={found.key}"):
        text = read(client.get(f"{PAGE}?{query}")).text
        assert "Routers for Ohio" in text
        assert "Servers for Ohio" not in text
    assert "No runs match" in read(client.get(f"{PAGE}?day=9999-12-31")).text


@pytest.mark.parametrize(
    "query",
    ["day=tomorrow", "outcome=nonsense", "search=" + "x" * 10_000, "opportunity=" + "x" * 300, "search=%00"],
)
def test_a_filter_nobody_can_mean_is_said_to_be_left_out(scene: Scene, query: str) -> None:
    entered(scene, "pat")
    run_rules()
    text = read(scene.client("ada").get(f"{PAGE}?{query}")).text
    assert "The filters were left out." in text
    assert "Deal of pat" in text


def test_strange_text_is_searched_for(scene: Scene) -> None:
    assert "No runs match" in read(scene.client("ada").get(PAGE, {"search": "\u202eabc 🐟 %_\\"})).text


def test_pages(scene: Scene) -> None:
    for number in range(PAGE_SIZE + 1):
        entered(scene, "pat", name=f"Deal {number:02}")
        run_rules()
    client = scene.client("ada")
    first = client.get(PAGE)
    assert "Deal 00" not in read(first).text
    cursor = first.context["page"].next_cursor
    second = client.get(PAGE, {"cursor": cursor})
    assert [row.opportunity for row in second.context["page"].rows] == ["Deal 00"]
    assert "Deal 25" in read(client.get(PAGE, {"cursor": second.context["page"].previous_cursor})).text


def test_without_any(scene: Scene) -> None:
    assert "No runs yet" in read(scene.client("ada").get(PAGE)).text
