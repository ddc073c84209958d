from __future__ import annotations

from typing import Any

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account, link_account
from prm.directory.models import Account
from tests.cast import World
from tests.opportunities.pages import read

NEW = "/accounts/new/"


def edit(world: World) -> str:
    return f"/accounts/{world.account.key}/edit/"


def stored(**found: Any) -> Account:
    with acting_as(SYSTEM):
        return Account.objects.get(**found)


@pytest.mark.parametrize(("who", "names"), [("pat", "Larkspur"), ("olga", "Halden"), ("eve", "Larkspur Halden")])
def test_everybody_lists_their_book(world: World, who: str, names: str) -> None:
    text = read(world.client(who).get("/accounts/?sort=-place")).text
    assert [name in text for name in ("Larkspur", "Halden")] == [name in names for name in ("Larkspur", "Halden")]
    assert ("New account" in text) == (who != "eve")
    assert ("Possible duplicates" in text) == (who == "eve")


def test_an_empty_book_and_a_search_without_a_match_say_what_to_do(world: World) -> None:
    client = world.client("pat")
    assert "No accounts match" in read(client.get("/accounts/?search=nothing")).text
    with acting_as(SYSTEM):
        Account.objects.all().delete()
    assert "No accounts yet" in read(client.get("/accounts/")).text


def test_a_new_account_is_the_companys_own(world: World) -> None:
    sent = {"name": "Kestrel Foods", "domain": "https://www.kestrel.example/x", "city": "Ulm"}
    answer = world.client("pat").post(NEW, sent)
    account = stored(name="Kestrel Foods")
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/{account.key}/")
    assert (account.domain, account.entered_by_id) == ("kestrel.example", world.cardinal.pk)
    assert world.client("olga").get(f"/accounts/{account.key}/").status_code == 404


def test_a_known_customer_is_asked_about_and_never_blocks(world: World) -> None:
    client, sent = world.client("pat"), {"name": "Larkspur Foodz"}
    asked = client.post(NEW, sent)
    page = read(asked)
    assert asked.status_code == 422
    assert "Larkspur Foods, Columbus, OH, has a similar name" in page.text
    assert ("account_is_new", "Larkspur Foodz") in page.buttons
    assert client.post(NEW, sent | {"account_is_new": "Larkspur Foodz"}).status_code == 302
    # Said of one name, it is not said of the next.
    assert client.post(NEW, {"name": "Larkspur Foodx", "account_is_new": "Larkspur Foodz"}).status_code == 422


def test_what_another_partner_knows_is_not_asked_about(world: World) -> None:
    assert world.client("olga").post(NEW, {"name": "Larkspur Foods"}).status_code == 302
    assert world.client("bea").post(NEW, {"name": "Larkspur Foods"}).status_code == 422


def test_edit_and_what_is_refused_stays_typed(world: World) -> None:
    client = world.client("pat")
    page = read(client.get(edit(world)))
    assert (page.fields["name"], page.fields["version"]) == (["Larkspur Foods"], ["1"])
    refused = client.post(edit(world), {"name": "Larkspur", "employees": "many", "city": "Dayton", "version": "1"})
    page = read(refused)
    assert (refused.status_code, page.fields["city"], page.fields["employees"]) == (422, ["Dayton"], ["many"])
    assert "id_employees" in page.errors
    assert client.post(edit(world), {"name": "Larkspur", "city": "Dayton", "version": "1"}).status_code == 302
    assert stored(pk=world.account.pk).city == "Dayton"


def test_the_second_saver_sees_both_and_may_save_again(world: World) -> None:
    pat, pam = world.client("pat"), world.client("pam")
    sent = {"name": "Larkspur Foods", "region": "OH", "country": "United States", "version": "1"}
    pam.post(edit(world), sent | {"city": "Akron"})
    told = pat.post(edit(world), sent | {"city": "Dayton"})
    page = read(told)
    assert told.status_code == 422
    assert "Somebody changed this account while you typed" in page.text
    assert "City Akron Dayton" in page.text
    assert (page.fields["city"], page.fields["version"]) == (["Dayton"], ["2"])
    assert pat.post(edit(world), sent | {"city": "Dayton", "version": "2"}).status_code == 302
    assert (stored(pk=world.account.pk).city, stored(pk=world.account.pk).version) == ("Dayton", 3)


def test_an_edit_that_makes_it_like_another_is_asked_about(world: World) -> None:
    with acting_as(SYSTEM):
        enter_account(Account(name="Kestrel Foods"), actor=SYSTEM, partner_id=world.cardinal.pk)
    client, sent = world.client("pat"), {"name": "Kestrel Food", "version": "1"}
    assert "Open Kestrel Foods" in read(client.post(edit(world), sent)).text
    assert client.post(edit(world), sent | {"account_is_new": "Kestrel Food"}).status_code == 302


@pytest.mark.parametrize("other", ["harborline", "gantry"])
def test_the_same_words_whoever_else_works_with_it(world: World, other: str) -> None:
    client, address = world.client("pat"), f"/accounts/{world.account.key}/"
    assert "Edit account" in read(client.get(address)).text
    with acting_as(SYSTEM):
        link_account(world.account.pk, getattr(world, other).pk)
    text = read(client.get(address)).text
    assert "This account is in the care of Gantry." in text
    assert "Edit account" not in text
    assert "Harborline" not in text
    assert client.get(edit(world)).status_code == 403
    assert client.post(edit(world), {"name": "Mine", "version": "1"}).status_code == 403


def test_who_sees_it_and_who_edits(world: World) -> None:
    for who, seen, edits in (("pam", 200, 200), ("olga", 404, 404), ("eve", 200, 403), ("abe", 200, 200)):
        client = world.client(who)
        assert client.get(f"/accounts/{world.account.key}/").status_code == seen
        assert client.get(edit(world)).status_code == edits
    text = read(world.client("abe").get(f"/accounts/{world.account.key}/")).text
    assert "Who works with it" in text
    assert "Cardinal Systems" in text
