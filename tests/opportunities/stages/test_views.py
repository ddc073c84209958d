from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opportunities.models import Opportunity, Stage, StageName
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read, still_typed
from tests.opportunities.scene import PEOPLE, Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", name="Line 3", people=["abe"])


def address(deal: Opportunity) -> str:
    return f"/opportunities/{deal.key}/stage/"


def stage_of(deal: Opportunity) -> str:
    with acting_as(SYSTEM):
        return str(Opportunity.objects.values_list("stage__code", flat=True).get(pk=deal.pk))


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_move_it(scene: Scene, deal: Opportunity, who: str) -> None:
    allowed = {"pat", "pam", "abe", "bea", "cem", "ada"}
    status = 302 if who in allowed else 403 if who in {"eve", "dana"} else 404
    response = scene.client(who).post(address(deal), {"stage": "qualification", "version": "1"})
    assert response.status_code == status
    assert stage_of(deal) == ("qualification" if who in allowed else "prospecting")


def test_a_move_leads_back_and_says_so(scene: Scene, deal: Opportunity) -> None:
    response = scene.client("pat").post(address(deal), {"stage": "qualification", "version": "1"}, follow=True)
    assert response.redirect_chain == [(f"/opportunities/{deal.key}/", 302)]
    assert "“Line 3” is now in Qualification." in read(response).text


def test_it_first_asks_for_what_is_missing(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("pat")
    response = client.post(address(deal), {"stage": "proposal", "version": "1"})
    page = read(response)
    assert (response.status_code, stage_of(deal)) == (422, "prospecting")
    assert page.errors == {"id_amount": "This is needed. Fill it in."}
    assert (page.fields["stage"], page.fields["version"]) == (["proposal"], ["1"])
    assert client.post(address(deal), {"stage": "proposal", "version": "1", "amount": "1,200"}).status_code == 302
    assert stage_of(deal) == "proposal"


@pytest.mark.parametrize("amount", ["-1", "100000000000000", "much", "0"])
def test_a_bad_amount_stays_in_the_form(scene: Scene, deal: Opportunity, amount: str) -> None:
    sent = {"stage": "proposal", "version": "1", "amount": amount}
    response = scene.client("pat").post(address(deal), sent)
    assert (response.status_code, stage_of(deal)) == (422, "prospecting")
    still_typed(read(response), sent)
    assert list(read(response).errors) == ["id_amount"]


def test_what_cannot_be_filled_here_is_named(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="proposal").update(required_fields=["lines", "contact"])
    client = scene.client("pat")
    text = read(client.get(f"{address(deal)}?stage=proposal")).text
    assert "Proposal asks for revenue lines, and this opportunity has none." in text
    assert "Proposal asks for a contact, and no contact of this customer is known yet." in text
    assert client.post(address(deal), {"stage": "proposal", "version": "1"}).status_code == 422
    assert stage_of(deal) == "prospecting"


def test_who_comes_second_is_told_and_loses_nothing(scene: Scene, deal: Opportunity) -> None:
    pam, pat = scene.client("pam"), scene.client("pat")
    sent = {"stage": "lost", "version": "1", "loss_reason": "price", "competitor": "Rival"}
    pam.post(address(deal), {"stage": "qualification", "version": "1"})
    page = read(pat.post(address(deal), sent))
    assert "Somebody changed this opportunity while you looked at it: it is in Qualification now." in page.text
    still_typed(page, sent | {"version": "2"})
    assert stage_of(deal) == "qualification"
    again = pat.post(address(deal), {name: page.fields[name][0] for name in sent})
    assert (again.status_code, stage_of(deal)) == (302, "lost")


def test_the_stage_that_it_is_in_now_has_the_readers_name(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        StageName.objects.create(stage=Stage.objects.get(code="qualification"), language="en", name="Fit check")
    scene.client("pam").post(address(deal), {"stage": "qualification", "version": "1"})
    page = read(scene.client("pat").post(address(deal), {"stage": "lost", "version": "1", "loss_reason": "price"}))
    assert "it is in Fit check now." in page.text


@pytest.mark.parametrize("code", ["", "closing", "negotiation", "a\x00b", "x" * 300])
def test_a_stage_that_is_none_or_out_of_use(scene: Scene, deal: Opportunity, code: str) -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="negotiation").update(active=False)
    client = scene.client("pat")
    assert client.get(f"{address(deal)}?{urlencode({'stage': code})}").status_code == 404
    assert client.post(address(deal), {"stage": code, "version": "1"}).status_code == 404


def test_reading_the_form_changes_nothing(scene: Scene, deal: Opportunity) -> None:
    assert scene.client("pat").get(f"{address(deal)}?stage=qualification").status_code == 200
    assert stage_of(deal) == "prospecting"
    assert scene.client("pat").put(address(deal)).status_code == 405


def test_the_buttons_on_the_page(scene: Scene) -> None:
    deal = entered(scene, "pat", amount=Decimal(5), stage="negotiation")
    with acting_as(SYSTEM):
        Stage.objects.filter(code="proposal").update(active=False)
    words = ["Mark as won", "Mark as lost", "Move to Prospecting", "Move to Qualification", "Move to Proposal"]
    offered = read(scene.client("pat").get(f"/opportunities/{deal.key}/")).text
    assert [word for word in words if word in offered] == words[:-1]
    assert not [word for word in words if word in read(scene.client("eve").get(f"/opportunities/{deal.key}/")).text]


FIELDS = ("stage", "version", "amount", "next_step", "loss_reason", "competitor", "contact", "description")
CODES = st.sampled_from(["qualification", "proposal", "negotiation", "won", "lost"])
ODD = st.text(max_size=20) | st.sampled_from(["", "0", "-1", "9" * 30, "NaN", "1e99999", "\x00", "price"])


def test_no_form_breaks_the_move(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="negotiation").update(required_fields=FIELDS[2:])
    client = scene.client("pat")
    client.raise_request_exception = False

    @settings(max_examples=75, suppress_health_check=list(HealthCheck))
    @given(CODES, st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=4))
    def submit(code: str, changes: dict[str, str]) -> None:
        with transaction.atomic():
            sent = {"stage": code, "version": "1"} | changes
            assert client.post(address(deal), sent).status_code in (302, 404, 422)
            transaction.set_rollback(True)

    submit()
