"""Unassigned, for whoever is to look after it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignment.models import RuleGroup, Unassigned
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.keyset import PAGE_SIZE
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, SERVER, Scene

PAGE = "/assignment/unassigned/"


def lonely(scene: Scene, who: str, **fields: object) -> Opportunity:
    deal = entered(scene, who, lines=[(SERVER, "1", "5")], **fields)
    run_rules()
    return deal


@pytest.mark.parametrize("who", PEOPLE)
def test_who_gets_there(scene: Scene, who: str) -> None:
    organization, _role = PEOPLE[who]
    looks = {"bea", "cem", "bob", "ada"}
    expected = 200 if who in looks else 403 if organization == "Gantry" else 404
    assert scene.client(who).get(PAGE).status_code == expected


@pytest.mark.parametrize(
    ("who", "deals"),
    [("bea", {"Deal of pat"}), ("cem", {"Deal of pat"}), ("bob", {"Deal of olga"}), ("ada", None)],
)
def test_each_looks_after_their_own_partners(scene: Scene, who: str, deals: set[str] | None) -> None:
    """Bob is on the team of Bea's deal, which stays Bea's."""
    every = {"Deal of pat", "Deal of olga", "Deal of abe", "Secret"}
    lonely(scene, "pat", people=["bob"])
    lonely(scene, "olga")
    lonely(scene, "abe")
    lonely(scene, "olga", name="Secret", restricted=True)
    shown = {row.opportunity for row in scene.client(who).get(PAGE).context["page"].rows}
    assert shown - {"Secret"} == (deals or every) - {"Secret"}
    assert ("Secret" in shown) is (who in ("ada", "bob"))


def test_an_owner_looks_after_the_group_in_deals_they_see(scene: Scene) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(name="Sales agents").update(owner=scene.people["ivo"])
    lonely(scene, "pat", people=["ivo"])
    lonely(scene, "olga")
    text = read(scene.client("ivo").get(PAGE)).text
    assert "Deal of pat" in text
    assert "Deal of olga" not in text
    assert "Suggest people" not in text
    assert "Runs that found nobody" in text


def test_the_reason_in_words_and_the_way_to_suggestions(scene: Scene) -> None:
    deal = lonely(scene, "pat")
    response = scene.client("bea").get(PAGE)
    text = read(response).text
    assert "1 waits for somebody." in text
    assert "Runs that found nobody" not in text
    assert "Nobody was found for “Sales agents”: 2 people were considered, 2 not fitting." in text
    assert "Cardinal Systems" in text
    assert f"/opportunities/{deal.key}/suggest/" in response.text


def test_the_oldest_first_page_by_page(scene: Scene) -> None:
    for number in range(PAGE_SIZE + 1):
        lonely(scene, "pat", name=f"Deal {number:02}")
    with acting_as(SYSTEM):
        newest = Unassigned.objects.get(opportunity__name="Deal 00")
        Unassigned.objects.filter(pk=newest.pk).update(
            since=timezone.now() + timedelta(hours=1), tried_at=timezone.now() + timedelta(hours=1)
        )
    client = scene.client("bea")
    first = client.get(PAGE)
    assert [row.opportunity for row in first.context["page"].rows][:2] == ["Deal 01", "Deal 02"]
    second = client.get(PAGE, {"cursor": first.context["page"].next_cursor})
    assert [row.opportunity for row in second.context["page"].rows] == ["Deal 00"]
    assert f"{PAGE_SIZE + 1} wait for somebody" in read(first).text


def test_nobody_waits(scene: Scene) -> None:
    assert "Everybody has somebody" in read(scene.client("bea").get(PAGE)).text


def test_it_is_offered_to_who_looks_after_it(scene: Scene) -> None:
    for who, offered in (("bea", True), ("ada", True), ("abe", False), ("eve", False), ("pam", False)):
        assert (f'href="{PAGE}"' in scene.client(who).get("/opportunities/").text) is offered
