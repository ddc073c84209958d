"""Accounts, contacts and people in a search."""

from __future__ import annotations

import pytest

from opportunities.entry.records import NewAccount, NewContact
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from prm.directory.contacts.actions import enter_contact
from prm.directory.models import Account, Contact
from tests.opportunities.entering import entered
from tests.opportunities.scene import NAMES, Scene
from tests.prm.home.search.conftest import Find


@pytest.fixture
def deals(scene: Scene) -> Scene:
    """A customer of each partner with somebody on the deal, and a contact there that no deal shares."""
    for who in ("pat", "olga"):
        actor = scene.actor(who)
        account, contact = (
            NewAccount(f"Mill of {who}"),
            NewContact(f"Miller of {who}", ""),
        )
        entered(scene, who, name="Deal", account=account, contact=contact)
        with acting_as(SYSTEM):
            there = Account.objects.get(name=f"Mill of {who}")
            private = Contact(account=there, partner=scene.people[who].organization, name=f"Milla of {who}")
        with acting_as(actor):
            enter_contact(private, actor=actor)
    return scene


@pytest.mark.parametrize(
    ("who", "accounts", "contacts"),
    [
        ("pat", ["Mill of pat"], ["Milla of pat", "Miller of pat"]),
        ("dana", ["Mill of pat"], ["Miller of pat"]),
        ("olga", ["Mill of olga"], ["Milla of olga", "Miller of olga"]),
        ("bea", ["Mill of olga", "Mill of pat"], ["Miller of olga", "Miller of pat"]),
        ("ada", ["Mill of olga", "Mill of pat"], ["Miller of olga", "Miller of pat"]),
    ],
)
def test_customers_and_whom_the_company_knows_there(
    deals: Scene, find: Find, who: str, accounts: list[str], contacts: list[str]
) -> None:
    found = find(who, "mill")
    assert (found["accounts"], found["contacts"]) == (accounts, contacts)


def test_a_contact_opens_its_account(deals: Scene) -> None:
    client = deals.client("pat")
    found = {found.name: found for found in client.get("/search/?q=milla").context["search"].kinds}
    (hit,) = found["contacts"].hits
    assert hit.about == "Mill of pat"
    assert "Milla of pat" in client.get(hit.url).content.decode()


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("pat", {"bea", "pat", "pam"}),
        ("pam", {"bea", "pat", "pam"}),
        ("olga", {"olga"}),
        ("abe", {"ada", "eve", "bea", "abe", "pam", "pat", "olga"}),
    ],
)
def test_a_partner_finds_its_people_and_its_channel_manager(
    scene: Scene, find: Find, who: str, found: set[str]
) -> None:
    for name, whole in NAMES.items():
        assert (whole in find(who, whole).get("people", [])) is (name in found), name


def test_who_has_left_is_not_found(scene: Scene, find: Find) -> None:
    with acting_as(SYSTEM):
        pam = scene.people["pam"]
        pam.active = False
        save_person(pam, actor=SYSTEM)
    assert find("pat", NAMES["pam"]) == {}


@pytest.mark.parametrize("who", ["pat", "abe"])
def test_a_person_opens_their_page(scene: Scene, who: str) -> None:
    client = scene.client(who)
    found = {found.name: found for found in client.get(f"/search/?q={NAMES['bea']}").context["search"].kinds}
    page = client.get(found["people"].hits[0].url)
    assert page.status_code == 200
    assert NAMES["bea"] in page.content.decode()


def test_more_than_five_accounts_lead_to_their_list(scene: Scene) -> None:
    for number in range(6):
        entered(scene, "pat", account=NewAccount(f"Mill {number}"))
    client = scene.client("pat")
    found = {found.name: found for found in client.get("/search/?q=mill").context["search"].kinds}
    (link,) = found["accounts"].links
    assert link.label == "All 6 accounts match"
    assert client.get(link.url).context["count"] == 6
