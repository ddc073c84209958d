from __future__ import annotations

import pytest

from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read, still_typed
from tests.opportunities.scene import PEOPLE, Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"])


def page_of(deal: Opportunity, *more: str) -> str:
    return "/".join(["", "opportunities", deal.key, *more, ""])


def on_team(deal: Opportunity, scene: Scene, name: str) -> bool:
    with acting_as(SYSTEM):
        return Member.objects.of(deal).filter(person=scene.people[name]).exists()


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_offered_is_what_works(scene: Scene, deal: Opportunity, who: str) -> None:
    client = scene.client(who)
    sees = client.get(page_of(deal)).status_code == 200
    html = client.get(page_of(deal)).content.decode()
    for address in ("team/add", "give-to-brand-owner", "give-back", "team/people"):
        status = client.get(page_of(deal, address)).status_code
        offered = page_of(deal, address) in html
        if not sees:
            assert status == 404
        elif address == "team/people":
            assert (status == 200) == (page_of(deal, "team/add") in html)
        else:
            assert status == (200 if offered else 403), address


def test_by_the_key_chosen(scene: Scene, deal: Opportunity) -> None:
    pia = scene.people["pia"]
    typed = {"person": pia.name, "person_key": pia.key}
    page = read(scene.client("pat").post(page_of(deal, "team/add"), typed, follow=True))
    assert f"{pia.name} is on the sales team." in page.text
    assert on_team(deal, scene, "pia")


def test_by_name_without_scripts(scene: Scene, deal: Opportunity) -> None:
    assert scene.client("pat").post(page_of(deal, "team/add"), {"person": "PIA extra"}).status_code == 302
    assert on_team(deal, scene, "pia")


@pytest.mark.parametrize("typed", ["Olga", "Nobody at all", "", "x" * 201, "\x00", "‮אבג", "🦊"])
def test_a_name_that_cannot_be_meant_stays(scene: Scene, deal: Opportunity, typed: str) -> None:
    response = scene.client("pat").post(page_of(deal, "team/add"), {"person": typed, "person_key": "\x00"})
    page = read(response)
    assert response.status_code == 422
    assert page.errors["id_person"]
    if "\x00" not in typed:
        still_typed(page, {"person": typed})


def test_a_key_of_somebody_else_s_person(scene: Scene, deal: Opportunity) -> None:
    olga = scene.people["olga"]
    typed = {"person": olga.name, "person_key": olga.key}
    assert scene.client("pat").post(page_of(deal, "team/add"), typed).status_code == 422
    assert not on_team(deal, scene, "olga")


def test_the_typeahead_offers_only_whom_one_may_add(scene: Scene, deal: Opportunity) -> None:
    address = page_of(deal, "team/people")
    assert "Pia" in scene.client("pat").get(address, {"typed": "pi"}).content.decode()
    for typed in ("ol", "iv", "p", "\x00"):
        assert 'role="option"' not in scene.client("pat").get(address, {"typed": typed}).content.decode()
    assert "Ivo" in scene.client("bea").get(address, {"typed": "iv"}).content.decode()


def test_take_off_and_past_members(scene: Scene, deal: Opportunity) -> None:
    abe = scene.people["abe"]
    page = read(scene.client("bea").post(page_of(deal, "team", abe.key, "remove"), follow=True))
    assert f"{abe.name} is no longer on the sales team." in page.text
    assert "1 past member" in page.text


def test_who_leaves_goes_to_the_own_list(scene: Scene, deal: Opportunity) -> None:
    response = scene.client("abe").post(page_of(deal, "team", scene.people["abe"].key, "remove"))
    assert response.url == "/opportunities/"


def test_make_primary(scene: Scene) -> None:
    deal = entered(scene, "pat", people=["pia"])
    before = {"before": scene.people["pat"].key}
    address = page_of(deal, "team", scene.people["pia"].key, "primary")
    assert "is primary now" in read(scene.client("pat").post(address, before, follow=True)).text
    late = page_of(deal, "team", scene.people["pia"].key, "primary")
    scene.client("pia").post(
        page_of(deal, "team", scene.people["pat"].key, "primary"), {"before": scene.people["pia"].key}
    )
    text = read(scene.client("pam").post(late, {"before": scene.people["pia"].key}, follow=True)).text
    assert f"Somebody made {scene.people['pat'].name} primary while you looked at it." in text


def test_hand_over_and_back(scene: Scene, deal: Opportunity) -> None:
    page = read(scene.client("pat").post(page_of(deal, "give-to-brand-owner"), follow=True))
    assert f"{scene.people['bea'].name} is primary now." in page.text
    page = read(scene.client("bea").post(page_of(deal, "give-back"), follow=True))
    assert f"{scene.people['pat'].name} is primary now." in page.text
