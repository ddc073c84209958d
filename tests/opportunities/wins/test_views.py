from __future__ import annotations

from decimal import Decimal

import pytest

from opportunities.models import Opportunity, Stage
from opportunities.permissions import may_confirm_wins
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, Scene


@pytest.fixture
def confirmed(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="won").update(confirmed_by_brand_owner=True)


@pytest.fixture
def deal(scene: Scene, confirmed: None) -> Opportunity:
    """Pat has closed it as won."""
    deal = entered(scene, "pat", people=["abe"], stage="negotiation", amount=Decimal(100))
    page = read(scene.client("pat").post(page_of(deal, "stage"), {"stage": "won", "version": "1"}, follow=True))
    assert "Gantry was asked to confirm the win." in page.text
    return deal


def page_of(deal: Opportunity, *more: str) -> str:
    return "/".join(["", "opportunities", deal.key, *more, ""])


def stage_of(deal: Opportunity) -> tuple[str, bool]:
    with acting_as(SYSTEM):
        row = Opportunity.objects.select_related("stage").get(pk=deal.pk)
        return row.stage.code, row.win_asked_at is not None


@pytest.mark.parametrize("who", PEOPLE)
def test_both_sides_see_it_and_who_confirms(scene: Scene, deal: Opportunity, who: str) -> None:
    client = scene.client(who)
    response = client.get(page_of(deal))
    if response.status_code == 404:
        assert client.post(page_of(deal, "win", "confirm"), {"version": "2"}).status_code == 404
        return
    assert "closed this deal as won" in read(response).text
    may = who in {"bea", "cem", "ada"}
    actor = scene.actor(who)
    with acting_as(actor):
        asked = Opportunity.objects.visible_to(actor).to_confirm(actor) if may_confirm_wins(actor) else ()
        assert [row.pk for row in asked] == ([deal.pk] if may else [])
    assert (page_of(deal, "win", "confirm") in response.content.decode()) == may
    assert client.get(page_of(deal, "win", "return")).status_code == (200 if may else 403)
    assert client.post(page_of(deal, "win", "confirm"), {"version": "2"}).status_code == (302 if may else 403)
    assert stage_of(deal) == (("won", False) if may else ("negotiation", True))


def test_nothing_moves_while_it_waits(scene: Scene, deal: Opportunity) -> None:
    for who in ("pat", "bea", "ada"):
        client = scene.client(who)
        assert client.post(page_of(deal, "stage"), {"stage": "lost", "version": "2"}).status_code == 403
        assert client.get(page_of(deal, "edit")).status_code == 403
        assert client.get(page_of(deal, "revenue", "new")).status_code == 403


def test_returned_with_the_reason(scene: Scene, deal: Opportunity) -> None:
    assert scene.client("bea").post(page_of(deal, "win", "return"), {"version": "2", "reason": ""}).status_code == 422
    scene.client("bea").post(page_of(deal, "win", "return"), {"version": "2", "reason": "No order yet"})
    assert stage_of(deal) == ("negotiation", False)
    assert "did not confirm the win: No order yet" in read(scene.client("pat").get(page_of(deal, "history"))).text


def test_taken_back_by_the_partner(scene: Scene, deal: Opportunity) -> None:
    assert scene.client("bea").post(page_of(deal, "win", "withdraw"), {"version": "2"}).status_code == 403
    assert scene.client("pam").post(page_of(deal, "win", "withdraw"), {"version": "2"}).status_code == 302
    assert stage_of(deal) == ("negotiation", False)


@pytest.mark.parametrize("version", ["1", "", "x", "9" * 30, "٣"])
def test_it_changed_since_the_page_was_shown(scene: Scene, deal: Opportunity, version: str) -> None:
    page = read(scene.client("bea").post(page_of(deal, "win", "confirm"), {"version": version}, follow=True))
    assert "Somebody changed this opportunity" in page.text
    assert stage_of(deal) == ("negotiation", True)


def test_the_brand_owner_and_direct_deals_wait_for_nobody(scene: Scene, confirmed: None) -> None:
    deal = entered(scene, "pat", stage="negotiation", amount=Decimal(100))
    scene.client("bea").post(page_of(deal, "stage"), {"stage": "won", "version": "1"})
    assert stage_of(deal) == ("won", False)
    direct = entered(scene, "abe", stage="negotiation", amount=Decimal(100))
    scene.client("abe").post(page_of(direct, "stage"), {"stage": "won", "version": "1"})
    assert stage_of(direct) == ("won", False)


def test_reopened(scene: Scene) -> None:
    deal = entered(scene, "pat", stage="won", amount=Decimal(100))
    page = read(scene.client("pat").get(page_of(deal)))
    assert "Reopen in Negotiation" in page.text
    scene.client("pat").post(page_of(deal, "stage"), {"stage": "negotiation", "version": "1"})
    assert stage_of(deal) == ("negotiation", False)
    assert "reopened it: from Won to Negotiation" in read(scene.client("pat").get(page_of(deal, "history"))).text


def test_who_won_it_instead_is_told(scene: Scene) -> None:
    deal = entered(scene, "pat")
    lost = {"stage": "lost", "version": "1", "loss_reason": "price", "competitor": "Winch & Co"}
    scene.client("pat").post(page_of(deal, "stage"), lost)
    text = read(scene.client("pat").get(page_of(deal, "history"))).text
    assert "Price; Winch & Co won it" in text
