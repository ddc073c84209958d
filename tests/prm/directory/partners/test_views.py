from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Account, Organization, Person
from tests.cast import World
from tests.opportunities.pages import read
from tests.opportunities.statements import statements

# Session, user, actor, context, count, rows.
LIST = 6
# Session, user, actor, context, partner, those below, rows.
DETAIL = 7
# One more for the business with the accounts.
ACCOUNTS = 8


def page(world: World, name: str = "cardinal") -> str:
    return f"/partners/{getattr(world, name).key}/"


@pytest.mark.parametrize(
    ("who", "names"),
    [("bea", {"Cardinal Systems"}), ("abe", {"Cardinal Systems", "Harborline"})],
)
def test_which_partners_the_list_shows(world: World, who: str, names: set[str]) -> None:
    text = read(world.client(who).get("/partners/")).text
    assert {name for name in ("Cardinal Systems", "Harborline") if name in text} == names


@pytest.mark.parametrize(("who", "status"), [("pat", 404), ("pam", 404), ("olga", 404), ("eve", 200)])
def test_who_opens_the_list(world: World, who: str, status: int) -> None:
    assert world.client(who).get("/partners/").status_code == status


def test_the_list_of_a_channel_manager_without_partners(world: World) -> None:
    with acting_as(SYSTEM):
        world.cardinal.channel_manager = None
        save_organization(world.cardinal, actor=SYSTEM)
    assert "No partners yet" in read(world.client("bea").get("/partners/")).text
    assert "No partners match" in read(world.client("eve").get("/partners/?search=zzz")).text


def test_the_card_is_the_same_on_both_sides(world: World) -> None:
    own = read(world.client("pat").get("/company/")).text
    theirs = read(world.client("bea").get(page(world))).text
    for words in (
        "Reseller",
        "Gold",
        "Great Lakes",
        "looked after by Bea Lindqvist",
        "Pam Okafor",
        "Account Executive",
    ):
        assert words in own, words
        assert words in theirs, words


@pytest.mark.parametrize("who", ["bea", "abe", "eve", "ada"])
def test_the_brand_owner_has_no_page_of_a_partner(world: World, who: str) -> None:
    client = world.client(who)
    assert client.get("/company/").status_code == 404
    assert client.get(page(world, "gantry")).status_code == 404


def test_a_distributor_opens_the_company_below(world: World) -> None:
    with acting_as(SYSTEM):
        world.harborline.parent = world.cardinal
        save_organization(world.harborline, actor=SYSTEM)
    assert page(world, "harborline") in world.client("pam").get("/company/").content.decode()
    assert "Olga Brandt" in read(world.client("pam").get(page(world, "harborline"))).text
    assert world.client("pat").get(page(world, "harborline")).status_code == 404
    below = world.client("olga").get("/company/")
    assert "Belongs to" not in read(below).text
    assert world.client("olga").get(page(world)).status_code == 404


def test_former_people_on_request(world: World) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=world.pat.pk).update(active=False)
    client = world.client("bea")
    assert "Pat Moreau" not in read(client.get(page(world))).text
    assert "Pat Moreau" in read(client.get(f"{page(world)}?show=all")).text


def test_accounts_as_far_as_sight_allows(world: World) -> None:
    for who in ("pat", "bea"):
        text = read(world.client(who).get(f"{page(world)}accounts/")).text
        assert "Larkspur Foods" in text
        assert "Halden Freight" not in text


@pytest.mark.django_db(transaction=True)
def test_pages_cost_the_same_for_one_row_and_for_three(world: World) -> None:
    for count in (1, 3):
        for number in range(count - 1):
            with acting_as(SYSTEM):
                name = f"Kestrel {number}"
                partner = Organization(name=name, parent=world.cardinal, channel_manager=world.bea)
                save_organization(partner, actor=SYSTEM)
                save_person(Person(name=name, role="partner_rep", organization=world.cardinal), actor=SYSTEM)
                enter_account(Account(name=name), actor=SYSTEM, partner_id=world.cardinal.pk)
        for who in ("bea", "ada"):
            client = world.client(who)
            pages = (("/partners/?search=e", LIST), (page(world), DETAIL), (f"{page(world)}accounts/", ACCOUNTS))
            for address, most in pages:
                client.get(address)
                found = statements(lambda client=client, address=address: client.get(address))
                assert len(found) == most, "\n".join(found)
