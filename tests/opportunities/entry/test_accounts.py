from __future__ import annotations

import pytest

from opportunities.entry.accounts import account_by_name, offered_accounts, similar_accounts, still_meant
from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account
from tests.opportunities.entering import entered
from tests.opportunities.scene import CARDINAL, HARBORLINE, Scene

OWN = ("Ashgrove Steel", "Steelworks Älvdalen", "Cold Harbor Steel", "Acme")


@pytest.fixture
def book(scene: Scene) -> dict[str, Account]:
    """Accounts of Cardinal by name, and one of Harborline."""
    with acting_as(SYSTEM):
        found = {name: account(name, scene, CARDINAL) for name in OWN}
        return found | {"Ashgrove Steels": account("Ashgrove Steels", scene, HARBORLINE)}


def account(name: str, scene: Scene, partner: str) -> Account:
    pk = scene.organizations[partner].pk
    return enter_account(Account(name=name), actor=SYSTEM, partner_id=pk)


@pytest.mark.parametrize(
    ("who", "typed", "names"),
    [
        ("pat", "steel", ["Steelworks Älvdalen", "Ashgrove Steel", "Cold Harbor Steel"]),
        ("pat", "ALV", ["Steelworks Älvdalen"]),
        ("pat", "s", []),
        ("pat", "", []),
        ("pat", "nothing", []),
        ("pat", "%", []),
        ("dana", "acme", ["Acme"]),
        ("olga", "steel", ["Ashgrove Steels"]),
        ("bea", "ashgrove", ["Ashgrove Steel", "Ashgrove Steels"]),
    ],
)
def test_offered_are_accounts_of_the_own_book(
    scene: Scene, book: dict[str, Account], who: str, typed: str, names: list[str]
) -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        assert [row.name for row in offered_accounts(typed, actor)] == names


def test_those_beginning_with_the_text_come_first_however_many_contain_it(scene: Scene) -> None:
    with acting_as(SYSTEM):
        for number in range(40):
            account(f"A{number:02} of the West", scene, CARDINAL)
        account("Westfall", scene, CARDINAL)
    actor = scene.actor("pat")
    with acting_as(actor):
        found = [row.name for row in offered_accounts("west", actor)]
    assert (len(found), found[0]) == (8, "Westfall")


def test_what_was_chosen_counts_while_the_name_beside_it_is_its_own(scene: Scene, book: dict[str, Account]) -> None:
    chosen = book["Acme"]
    assert still_meant(chosen, " ACME ") == chosen
    assert still_meant(chosen, "Acme Two") is None
    assert still_meant(None, "Acme") is None


def test_a_name_counts_where_it_is_the_only_one(scene: Scene, book: dict[str, Account]) -> None:
    actor = scene.actor("pat")
    with acting_as(actor):
        assert account_by_name("steelworks  alvdalen", actor) == book["Steelworks Älvdalen"]
        assert account_by_name("Ashgrove Steels", actor) is None
        account("Acme", scene, CARDINAL)
        assert account_by_name("Acme", actor) is None


@pytest.mark.parametrize(
    ("who", "typed", "names"),
    [
        ("pat", "Ashgrove Stel", ["Ashgrove Steel"]),
        ("olga", "Ashgrove Stel", ["Ashgrove Steels"]),
        ("bea", "Ashgrove Steel", ["Ashgrove Steel", "Ashgrove Steels"]),
        ("pat", "Wholly different", []),
    ],
)
def test_similar_names_are_looked_for_in_the_own_book_only(
    scene: Scene, book: dict[str, Account], who: str, typed: str, names: list[str]
) -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        assert [row.name for row in similar_accounts(typed, actor)] == names


def test_a_similar_account_counts_the_open_deals_that_the_reader_may_see(scene: Scene) -> None:
    for who, stage in (("pat", ""), ("pat", ""), ("pat", "won"), ("pia", "")):
        entered(scene, who, account=NewAccount("Borrowdale") if who == "pat" and not stage else None, stage=stage)
    with acting_as(SYSTEM):
        shared = Account.objects.filter(name="Borrowdale").order_by("pk")[0]
        Opportunity.objects.update(account=shared)
    for who, count in (("pia", 1), ("pat", 3), ("pam", 3)):
        actor = scene.actor(who)
        with acting_as(actor):
            found = next(row for row in similar_accounts("Borrowdale", actor) if row == shared)
            assert found.open_count == count  # type: ignore[attr-defined]
