"""The page that enters an opportunity, through the middleware: who gets it, what is saved, which account is meant."""

from __future__ import annotations

import pytest

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account
from tests.opportunities.entering import LONG, entered, typed
from tests.opportunities.pages import read, still_typed
from tests.opportunities.scene import CARDINAL, HARBORLINE, PEOPLE, ROUTER, Scene

NEW = "/opportunities/new/"


def account(scene: Scene, name: str, partner: str = CARDINAL) -> Account:
    with acting_as(SYSTEM):
        return enter_account(Account(name=name), actor=SYSTEM, partner_id=scene.organizations[partner].pk)


def only_deal() -> Opportunity:
    with acting_as(SYSTEM):
        return Opportunity.objects.select_related("account", "currency", "contact").get()


@pytest.mark.parametrize("who", PEOPLE)
def test_who_gets_the_form(scene: Scene, who: str) -> None:
    response = scene.client(who).get(NEW)
    assert response.status_code == (403 if who == "eve" else 200)


@pytest.mark.parametrize(
    ("who", "people"),
    [("pat", {"pam", "pia", "bea"}), ("olga", {"otto", "bob"}), ("abe", {"ada", "eve", "cem", "bea", "bob", "ivo"})],
)
def test_the_form_names_nobody_of_another_partner(scene: Scene, who: str, people: set[str]) -> None:
    account(scene, "Ashgrove Steel", CARDINAL if who == "olga" else HARBORLINE)
    page = read(scene.client(who).get(NEW))
    names = {name for name, person in scene.people.items() if name != who and person.name in page.text}
    assert names == people
    assert "Ashgrove" not in page.text


def test_a_new_form_has_a_key_of_its_own(scene: Scene) -> None:
    client = scene.client("pat")
    keys = [read(client.get(NEW)).fields["entry_key"] for _ in range(2)]
    assert keys[0] != keys[1]


def test_saving_opens_the_deal_with_the_primary_on_the_team(scene: Scene) -> None:
    client = scene.client("pat")
    response = client.post(NEW, typed(scene, lines=[(ROUTER, "2", "100")], people=["bea"], **LONG))
    deal = only_deal()
    assert (response.status_code, response.headers["Location"]) == (302, f"/opportunities/{deal.key}/")
    assert (deal.partner_id, deal.amount, deal.type) == (scene.organizations[CARDINAL].pk, 200, "renewal")
    assert (deal.account.name, deal.contact.name, deal.next_step) == ("Ashgrove Steel", "Zoë Ruiz", "Call")
    page = read(client.get(response.headers["Location"]))
    assert "Pat Moreau" in page.text
    assert "Primary" in page.text
    assert "Added by Pat Moreau" in page.text


def test_the_company_is_never_taken_from_the_form(scene: Scene) -> None:
    olga, harborline = scene.people["olga"], scene.organizations[HARBORLINE]
    claims = {"partner": harborline.key, "partner_id": str(harborline.pk), "person_id": str(olga.pk)}
    assert scene.client("pat").post(NEW, typed(scene, **claims)).status_code == 302
    deal = only_deal()
    assert (deal.partner_id, deal.primary_person_id) == (scene.organizations[CARDINAL].pk, scene.people["pat"].pk)


def test_save_and_add_another_comes_back_to_an_empty_form(scene: Scene) -> None:
    client = scene.client("pat")
    response = client.post(NEW, typed(scene, again="1"), follow=True)
    page = read(response)
    assert response.redirect_chain == [(NEW, 302)]
    assert page.fields["name"] == [""]
    assert "“Line 3 routers” was saved." in page.text


def test_a_second_submit_opens_the_first_deal_and_says_so(scene: Scene) -> None:
    client, fields = scene.client("pat"), typed(scene)
    first = client.post(NEW, fields)
    again = client.post(NEW, fields | {"name": "Typed on"}, follow=True)
    assert again.redirect_chain == [(first.headers["Location"], 302)]
    assert "This form was saved already. Here is the opportunity it made." in read(again).text
    assert only_deal().name == "Line 3 routers"


def test_a_similar_name_is_asked_about_with_a_button_for_each_answer(scene: Scene) -> None:
    known = account(scene, "Ashgrove Steel Works")
    account(scene, "Ashgrove Steel Mill", HARBORLINE)
    entered(scene, "pat", account=known.pk)
    client, fields = scene.client("pat"), typed(scene, account="Ashgrove Steel Work", **LONG)
    response = client.post(NEW, fields)
    page = read(response)
    assert response.status_code == 422
    still_typed(page, fields)
    assert "Ashgrove Steel Works has a similar name and 1 open opportunity with you." in page.text
    assert "Mill" not in page.text
    assert page.buttons.count(("use_account", known.key)) == 1
    assert page.buttons.count(("account_is_new", "Ashgrove Steel Work")) == 1


@pytest.mark.parametrize("answer", ["use", "new"])
def test_the_answer_decides_which_account(scene: Scene, answer: str) -> None:
    known = account(scene, "Ashgrove Steel Works")
    fields = typed(scene, account="Ashgrove Steel Work")
    chosen = {"use_account": known.key} if answer == "use" else {"account_is_new": "Ashgrove Steel Work"}
    assert scene.client("pat").post(NEW, fields | chosen).status_code == 302
    assert (only_deal().account == known) is (answer == "use")
    with acting_as(SYSTEM):
        assert Account.objects.count() == (1 if answer == "use" else 2)


def test_that_it_is_another_company_holds_for_the_name_it_was_said_of(scene: Scene) -> None:
    account(scene, "Ashgrove Steel Works")
    fields = typed(scene, account="Ashgrove Steel Wirks", account_is_new="Ashgrove Steel Work")
    assert scene.client("pat").post(NEW, fields).status_code == 422


def test_the_same_name_typed_is_the_same_account(scene: Scene) -> None:
    known = account(scene, "Ashgrove Steel")
    assert scene.client("pat").post(NEW, typed(scene, account=" ASHGROVE  steel ")).status_code == 302
    assert only_deal().account == known


def test_another_partners_account_of_that_name_is_neither_used_nor_told(scene: Scene) -> None:
    foreign = account(scene, "Ashgrove Steel", HARBORLINE)
    assert scene.client("pat").post(NEW, typed(scene)).status_code == 302
    assert only_deal().account != foreign


@pytest.mark.parametrize(
    ("who", "names"),
    [("pat", ["Ashgrove Steel"]), ("olga", ["Ashgrove Mill"]), ("bea", ["Ashgrove Mill", "Ashgrove Steel"])],
)
def test_the_typeahead_offers_the_own_book(scene: Scene, who: str, names: list[str]) -> None:
    account(scene, "Ashgrove Steel")
    account(scene, "Ashgrove Mill", HARBORLINE)
    response = scene.client(who).get(f"{NEW}accounts/?typed=ashgrove")
    assert [option["name"] for option in response.context["options"]] == names
    assert "Add “ashgrove” as a new account" in read(response).text


@pytest.mark.parametrize("typed_text", ["", "a", "%00", "ash%00grove", "%ED%A0%80", "x" * 500, "%25"])
def test_the_typeahead_takes_any_text(scene: Scene, typed_text: str) -> None:
    assert scene.client("pat").get(f"{NEW}accounts/?typed={typed_text}").status_code == 200


def test_back_to_a_saved_form_says_what_it_made(scene: Scene) -> None:
    """The form's own address brings the same key; saving it again, even half emptied, opens the first deal."""
    client, fields = scene.client("pat"), typed(scene)
    address = f"/opportunities/new/?form={fields['entry_key']}"
    assert "was saved already" not in client.get(address).content.decode()
    saved = client.post("/opportunities/new/", fields)["Location"]
    page = client.get(address).content.decode()
    assert f'This form was saved already: it made <a href="{saved}">' in page
    assert fields["entry_key"] in page
    assert client.post("/opportunities/new/", fields | {"name": "", "account": ""})["Location"] == saved


def test_a_colleagues_form_key_tells_nothing(scene: Scene) -> None:
    fields = typed(scene)
    scene.client("pat").post("/opportunities/new/", fields)
    page = scene.client("pia").get(f"/opportunities/new/?form={fields['entry_key']}").content.decode()
    assert "was saved already" not in page


@pytest.mark.parametrize("text", ["", "no-key", "\x00", "0" * 5000])
def test_an_address_with_no_key_gives_a_new_form(scene: Scene, text: str) -> None:
    assert scene.client("pat").get("/opportunities/new/", {"form": text}).status_code == 200
