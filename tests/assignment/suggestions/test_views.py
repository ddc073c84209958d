"""Suggest people, in the frame of the opportunity."""

from __future__ import annotations

import pytest

from assignment.models import AssignmentRun, PersonSkill
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, ROUTER, SERVER, Scene

ABES_REASON = "Works the territory, knows Routers (expert), is a sales agent: 70 points, 30 needed."


def routers(scene: Scene, **fields: object) -> Opportunity:
    return entered(scene, "pat", lines=[(ROUTER, "1", "5")], **fields)


def page(deal: Opportunity) -> str:
    return f"/opportunities/{deal.key}/suggest/"


@pytest.mark.parametrize("who", PEOPLE)
def test_who_gets_there(scene: Scene, who: str) -> None:
    deal = routers(scene, people=["pia"])
    expected = {"bea": 200, "cem": 200, "ada": 200, "eve": 403}
    assert scene.client(who).get(page(deal)).status_code == expected.get(who, 404)


def test_an_agent_of_the_team_sees_it_and_adds_nobody(scene: Scene) -> None:
    deal = routers(scene)
    run_rules()
    assert scene.client("abe").get(page(deal)).status_code == 403
    assert "Suggest people" not in read(scene.client("abe").get(f"/opportunities/{deal.key}/")).text


def test_candidates_with_scores_and_reasons_and_nothing_is_written(scene: Scene) -> None:
    deal = routers(scene)
    text = read(scene.client("bea").get(page(deal))).text
    for words in ("Channel managers", "Bea Lindqvist", "Abe Sato", ABES_REASON, "The rules would add them", "70 of 70"):
        assert words in text
    assert "1 person does not fit" in text
    assert "Ivo Extra Sales agent Needs expertise in Routers; has another" in text
    with acting_as(SYSTEM):
        assert not AssignmentRun.objects.exists()
        assert not OpportunityHistory.objects.filter(verb__startswith="assignment.").exists()
        assert Member.objects.filter(opportunity=deal).count() == 1


def test_one_click_adds_with_the_reason(scene: Scene) -> None:
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers")
    deal = routers(scene)
    run_rules()
    client = scene.client("bea")
    assert page(deal) in client.get(f"/opportunities/{deal.key}/").text
    assert client.post(page(deal), {"person": scene.people["ivo"].key}).status_code == 302
    for who in ("bea", "pat"):
        text = read(scene.client(who).get(f"/opportunities/{deal.key}/")).text
        assert "Added by Bea Lindqvist" in text
        assert "Why Ivo? Works the territory, knows Routers (novice), is a sales agent: 46 points, 30 needed." in text
        assert "Suggested by the rule “Agents of the territory by product expertise”" in text
    history = read(scene.client("pat").get(f"/opportunities/{deal.key}/history/")).text
    assert "added Ivo Extra to the sales team, whom the rule “Agents of the territory" in history
    assert "Ivo Extra" not in [one.name for group in client.get(page(deal)).context["groups"] for one in group.people]


@pytest.mark.parametrize("person", ["", "aaaaaaaaaa", "x" * 10_000, "\u202e🐟", "a\x00b", "olga", "pat", "bob"])
def test_nobody_else_is_added(scene: Scene, person: str) -> None:
    deal = routers(scene)
    key = scene.people[person].key if person in scene.people else person
    response = scene.client("bea").post(page(deal), {"person": key})
    assert response.status_code == 422
    assert "was not added" in response.text or "Nobody was added" in response.text
    with acting_as(SYSTEM):
        assert Member.objects.filter(opportunity=deal).count() == 1


def test_where_nobody_fits_people_may_be_added_anyway(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    run_rules()
    client = scene.client("bea")
    assert "2 people do not fit" in read(client.get(page(deal))).text
    assert client.post(page(deal), {"person": scene.people["abe"].key}).status_code == 302
    assert "Why Abe?" not in client.get(f"/opportunities/{deal.key}/").text


def test_locked_and_closed_deals_say_why_nobody_is_suggested(scene: Scene) -> None:
    locked, won = routers(scene), routers(scene, stage="won")
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=locked.pk).update(assignment_locked=True)
    client = scene.client("bea")
    assert "Assignment is locked for this opportunity." in read(client.get(page(locked))).text
    assert "This opportunity is closed" in read(client.get(page(won))).text
    for deal in (locked, won):
        assert client.post(page(deal), {"person": scene.people["abe"].key}).status_code == 422
        assert page(deal) not in client.get(f"/opportunities/{deal.key}/").text
