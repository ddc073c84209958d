from __future__ import annotations

from datetime import timedelta

import pytest

from opportunities.entry.records import NewAccount, NewContact
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.pages import read
from tests.opportunities.scene import PEOPLE, ROUTER, TABLET, TODAY, Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(
        scene, "pat", people=["abe"], lines=[(ROUTER, "2", "90"), (TABLET, "1.5", "40")], source="web", type="renewal",
        account=NewAccount("Ashgrove"), contact=NewContact("Zoë", "zoe@ashgrove.example"), description="Two\nhalls",
    )  # fmt: skip


@pytest.mark.parametrize("who", PEOPLE)
def test_who_copies(scene: Scene, deal: Opportunity, who: str) -> None:
    client = scene.client(who)
    address = f"/opportunities/new/?copy={deal.key}"
    sees = client.get(f"/opportunities/{deal.key}/").status_code == 200
    assert client.get(address).status_code == (403 if who == "eve" else 200 if sees else 404)
    if sees:
        offered = f"?copy={deal.key}" in client.get(f"/opportunities/{deal.key}/").content.decode()
        assert offered == (who != "eve")


def test_the_form_begins_with_what_is_known_and_makes_another_deal(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("pat")
    page = read(client.get(f"/opportunities/new/?copy={deal.key}"))
    fields = {name: values for name, values in page.fields.items() if name not in ("search", "csrfmiddlewaretoken")}
    assert (fields["name"], fields["account"], fields["contact"]) == ([deal.name], ["Ashgrove"], ["Zoë"])
    assert (fields["lines-0-quantity"], fields["lines-1-quantity"]) == (["2"], ["1.5"])
    response = client.post("/opportunities/new/", fields)
    assert response.status_code == 302, read(response).errors
    with acting_as(SYSTEM):
        copy = Opportunity.objects.exclude(pk=deal.pk).get(account=deal.account)
        assert (copy.amount, copy.contact_id, copy.type) == (deal.amount, deal.contact_id, "renewal")
        assert copy.entry_key != deal.entry_key


def test_a_day_that_is_over_is_left_out(scene: Scene) -> None:
    past = entered(scene, "pat", close_date=TODAY - timedelta(days=3))
    page = read(scene.client("pat").get(f"/opportunities/new/?copy={past.key}"))
    assert page.fields["close_date"] == [""]


@pytest.mark.parametrize("key", ["nothere123", "\x00", "x" * 3000])
def test_nothing_to_copy(scene: Scene, key: str) -> None:
    assert scene.client("pat").get("/opportunities/new/", {"copy": key}).status_code == 404


def test_the_brand_owner_copies_without_the_partner_s_contact(scene: Scene, deal: Opportunity) -> None:
    page = read(scene.client("bea").get(f"/opportunities/new/?copy={deal.key}"))
    assert (page.fields["account"], page.fields["contact"]) == (["Ashgrove"], [""])
