from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opportunities.models import Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read, still_typed
from tests.opportunities.scene import PEOPLE, ROUTER, Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["abe"], next_step="Call")


def page_of(deal: Opportunity, *more: str) -> str:
    return "/".join(["", "opportunities", deal.key, *more, ""])


def stored(deal: Opportunity) -> Opportunity:
    with acting_as(SYSTEM):
        found: Opportunity = Opportunity.objects.get(pk=deal.pk)
        return found


def form_of(scene: Scene, who: str, deal: Opportunity, **changes: str) -> dict[str, Any]:
    """What the browser would send of the form as it is shown, but for `changes`."""
    page = read(scene.client(who).get(page_of(deal, "edit")))
    fields = {name: values[0] for name, values in page.fields.items() if name not in ("search", "csrfmiddlewaretoken")}
    return fields | changes


@pytest.mark.parametrize("who", PEOPLE)
def test_who_edits(scene: Scene, deal: Opportunity, who: str) -> None:
    may, sees = who in {"pat", "pam", "abe", "bea", "cem", "ada"}, who in {"eve", "dana"}
    client = scene.client(who)
    status = client.get(page_of(deal, "edit")).status_code
    assert status == (200 if may else 403 if sees else 404)
    if may or sees:
        assert (page_of(deal, "edit") in client.get(page_of(deal)).content.decode()) == may


def test_nothing_changed_is_no_change(scene: Scene, deal: Opportunity) -> None:
    assert scene.client("pat").post(page_of(deal, "edit"), form_of(scene, "pat", deal)).status_code == 302
    assert stored(deal).version == 1


def test_every_field(scene: Scene, deal: Opportunity) -> None:
    sent = form_of(
        scene, "pat", deal, name="Ünï", source="web", type="renewal", amount="1,200", currency="EUR", next_step="Mail",
        competitor="Winch & Co", description="Two\nlines", close_date="2027-05-01",
    )  # fmt: skip
    assert scene.client("pat").post(page_of(deal, "edit"), sent).status_code == 302
    now = stored(deal)
    assert (now.name, now.name_sort, now.type, now.currency_id) == ("Ünï", "uni", "renewal", "EUR")
    assert (now.amount, now.amount_company, now.amount_typed) == (1200, 1320, True)
    assert (now.close_date_moves, now.version) == (1, 2)
    text = read(scene.client("pat").get(page_of(deal, "history"))).text
    assert "the next step from “Call” to “Mail”" in text
    assert "the source from — to Web" in text
    assert "to May 1, 2027" in text
    assert "the description" in text


def test_the_second_saver_sees_the_difference_and_loses_nothing(scene: Scene, deal: Opportunity) -> None:
    first, second = form_of(scene, "pat", deal, next_step="Mail"), form_of(scene, "abe", deal, name="Mine")
    assert scene.client("pat").post(page_of(deal, "edit"), first).status_code == 302
    response = scene.client("abe").post(page_of(deal, "edit"), second)
    page = read(response)
    assert response.status_code == 422
    assert "Next step Mail Call" in page.text
    still_typed(page, second | {"version": "2"})
    assert scene.client("abe").post(page_of(deal, "edit"), second | {"version": "2"}).status_code == 302
    assert (stored(deal).name, stored(deal).next_step) == ("Mine", "Call")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\x00b"),
        ("account", "Somebody else’s"),
        ("contact", "nothere123"),
        ("source", "nowhere"),
        ("type", "odd"),
        ("close_date", "1999-01-01"),
        ("close_date", "soon"),
        ("amount", "-1"),
        ("amount", "100000000000000"),
        ("currency", "GBP"),
        ("next_step", "x" * 201),
        ("description", "x" * 10_001),
    ],
)
def test_bad_input_stays(scene: Scene, deal: Opportunity, field: str, value: str) -> None:
    sent = form_of(scene, "pat", deal, **{field: value})
    if field == "currency":
        sent["amount"] = "5"
    response = scene.client("pat").post(page_of(deal, "edit"), sent)
    page = read(response)
    assert (response.status_code, stored(deal).version) == (422, 1)
    assert page.errors
    if field not in ("contact", "source", "type") and "\x00" not in value:
        still_typed(page, sent)


def test_with_lines_the_amount_is_theirs(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "100")])
    sent = form_of(scene, "pat", deal, amount="7", currency="EUR", name="New")
    assert "amount" not in read(scene.client("pat").get(page_of(deal, "edit"))).fields
    assert scene.client("pat").post(page_of(deal, "edit"), sent).status_code == 302
    assert (stored(deal).name, stored(deal).amount, stored(deal).currency_id) == ("New", 100, "USD")


def test_the_page_costs_the_same_for_one_field_and_for_three(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("pat")
    client.get(page_of(deal, "edit"))
    with CaptureQueriesContext(connection) as caught:
        client.get(page_of(deal, "edit"))
    assert len(caught) == 13


def test_history_is_private_to_nobody(scene: Scene, deal: Opportunity) -> None:
    scene.client("pat").post(page_of(deal, "edit"), form_of(scene, "pat", deal, name="New"))
    with acting_as(SYSTEM):
        entry = OpportunityHistory.objects.of(deal).get(verb="opportunity.changed")
    assert (entry.private_to, entry.parameters["changes"]) == (None, {"name": [deal.name, "New"]})
