from __future__ import annotations

import pytest

from opportunities.models import Opportunity, Stage
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import Page, read
from tests.opportunities.scene import PEOPLE, Scene

EDITS = {"pat", "pam", "bea", "cem", "abe", "ada"}


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"], next_step="Call Zoë")


def address(deal: Opportunity) -> str:
    return f"/opportunities/{deal.key}/next-step/"


def page(scene: Scene, deal: Opportunity, who: str = "pat") -> Page:
    return read(scene.client(who).get(address(deal)))


def save(scene: Scene, deal: Opportunity, step: str, who: str = "pat", version: str = "") -> Page:
    fields = {"next_step": step, "version": version or page(scene, deal, who).fields["version"][0]}
    return read(scene.client(who).post(address(deal), fields, follow=True))


def stored(deal: Opportunity) -> str:
    with acting_as(SYSTEM):
        return str(Opportunity.objects.get(pk=deal.pk).next_step)


def test_step_is_set_and_the_former_ones_stay_to_be_read(scene: Scene, deal: Opportunity) -> None:
    assert "Send the offer" in save(scene, deal, "Send the offer").text
    save(scene, deal, "", who="abe")
    shown = page(scene, deal, "bea").text
    places = [shown.index(words) for words in ("Abe", "Send the offer", "Call Zoë")]
    assert places == sorted(places)
    assert stored(deal) == ""
    assert (
        "changed the next step from “Send the offer” to —"
        in read(scene.client("pat").get(f"/opportunities/{deal.key}/history/")).text
    )


def test_first_step_is_told_of_who_entered_it(scene: Scene, deal: Opportunity) -> None:
    shown = page(scene, deal).text
    planned = shown[shown.index("What was planned") :]
    assert "Call Zoë" in planned
    assert scene.people["pat"].name in planned


def test_nothing_planned_yet(scene: Scene) -> None:
    assert "Nothing was planned yet." in page(scene, entered(scene, "pat")).text


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sets_it(scene: Scene, deal: Opportunity, who: str) -> None:
    client = scene.client(who)
    sees = client.get(f"/opportunities/{deal.key}/").status_code == 200
    status = client.post(address(deal), {"next_step": "Mine", "version": str(deal.version)}).status_code
    assert status == (302 if who in EDITS else 403 if sees else 404)
    assert stored(deal) == ("Mine" if who in EDITS else "Call Zoë")


def test_who_may_not_change_it_reads_it_without_a_form(scene: Scene, deal: Opportunity) -> None:
    shown = page(scene, deal, "eve")
    assert "Call Zoë" in shown.text
    assert "next_step" not in shown.fields


def test_second_saver_is_told_and_keeps_what_was_typed(scene: Scene, deal: Opportunity) -> None:
    seen = page(scene, deal).fields["version"][0]
    save(scene, deal, "Visit the yard", who="abe")
    refused = save(scene, deal, "Write a letter", version=seen)
    assert "Its next step is “Visit the yard” now" in refused.text
    assert refused.fields["next_step"] == ["Write a letter"]
    assert stored(deal) == "Visit the yard"
    save(scene, deal, "Write a letter", version=refused.fields["version"][0])
    assert stored(deal) == "Write a letter"


def test_step_filled_for_a_stage_is_remembered_too(scene: Scene, deal: Opportunity) -> None:
    save(scene, deal, "")
    with acting_as(SYSTEM):
        Stage.objects.filter(code="qualification").update(required_fields=["next_step"])
    with acting_as(SYSTEM):
        version = Opportunity.objects.get(pk=deal.pk).version
    fields = {"stage": "qualification", "version": str(version), "next_step": "Ask for the plan"}
    assert scene.client("pat").post(f"/opportunities/{deal.key}/stage/", fields).status_code == 302
    assert "Ask for the plan" in page(scene, deal).text


@pytest.mark.parametrize("code", ["won", "lost"])
def test_a_closed_deal_asks_for_no_next_step(scene: Scene, deal: Opportunity, code: str) -> None:
    """Neither the stage that closes it, nor its page, nor the form that edits it."""
    client, stage = scene.client("pat"), f"/opportunities/{deal.key}/stage/"
    save(scene, deal, "")
    with acting_as(SYSTEM):
        Stage.objects.filter(code=code).update(required_fields=["next_step"], confirmed_by_brand_owner=False)
        version = Opportunity.objects.get(pk=deal.pk).version
    assert "next_step" not in read(client.get(f"{stage}?stage={code}")).fields
    sent = {"stage": code, "version": str(version), "loss_reason": "price"}
    assert client.post(stage, sent).status_code == 302
    assert "Nothing planned" not in read(client.get(f"/opportunities/{deal.key}/")).text
    assert "Nothing planned" not in read(client.get("/opportunities/?stage=any")).text
    edit = f"/opportunities/{deal.key}/edit/"
    form = read(client.get(edit))
    assert "next_step" not in form.fields
    kept = {name: values[0] for name, values in form.fields.items()}
    assert client.post(edit, kept | {"name": "Renamed"}).status_code == 302
    assert "next_step" not in page(scene, deal).fields
    assert client.post(address(deal), {"next_step": "Mine", "version": str(version + 2)}).status_code == 403
