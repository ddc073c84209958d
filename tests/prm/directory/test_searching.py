from __future__ import annotations

import pytest
from django.db import connection

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account, Contact
from prm.directory.searching import accounts_like, contacts_like
from tests.cast import World


@pytest.fixture(autouse=True)
def _book(world: World) -> None:
    with acting_as(SYSTEM):
        for name, partner in (("100% Käse_Markt", world.cardinal), ("Käse Foods", world.harborline)):
            enter_account(Account(name=name), actor=SYSTEM, partner_id=partner.pk)


@pytest.mark.parametrize(
    ("who", "text", "names"),
    [
        ("pat", "KASE", ["100% Käse_Markt"]),
        ("olga", "käse", ["Käse Foods"]),
        ("bea", "kase", ["100% Käse_Markt", "Käse Foods"]),
        ("pat", "foods", ["Larkspur Foods"]),
        ("pat", "%", ["100% Käse_Markt"]),
        ("pat", "e_m", ["100% Käse_Markt"]),
        ("pat", "k_se", []),
        ("pat", "\\", []),
        ("bea", "\\", []),
    ],
)
def test_names_that_contain_the_text_of_the_own_book_only(world: World, who: str, text: str, names: list[str]) -> None:
    actor = world.actor(who)
    with acting_as(actor):
        assert [row.name for row in Account.objects.filter(accounts_like(text, actor)).order_by("name_sort")] == names


@pytest.mark.parametrize("who", ["pat", "bea"])
def test_records_of_an_account_are_found_by_its_name(world: World, who: str) -> None:
    actor = world.actor(who)
    with acting_as(actor):
        found = Opportunity.objects.filter(accounts_like("larkspur", actor, "account_id"))
        assert not found.exists()
        assert "name_sort" in str(found.query) or "directory_account_ids_like" in str(found.query)


def test_without_a_context_the_function_gives_nothing(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM directory_account_ids_like('foods')")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    ("who", "text", "names"),
    [
        ("pat", "RÉNE", ["Private René", "Shared René", "Under_René"]),
        ("pat", "r_r", ["Under_René"]),
        ("olga", "rene", []),
        ("bea", "rene", ["Shared René"]),
        ("bea", "%", []),
    ],
)
def test_contacts_that_the_readers_company_knows(world: World, who: str, text: str, names: list[str]) -> None:
    with acting_as(SYSTEM):
        account = Account.objects.get(name="100% Käse_Markt")
        for name, shared in (("Private René", False), ("Shared René", True), ("Under_René", False)):
            contact = Contact(account=account, partner=world.cardinal, name=name, shared=shared)
            contact.fold_name()
            contact.save()
    actor = world.actor(who)
    with acting_as(actor):
        # The policy holds outside of the function, whatever it gives.
        assert [row.name for row in Contact.objects.filter(contacts_like(text, 9)).order_by("name_sort")] == names
        assert Contact.objects.filter(contacts_like(text, 1)).count() == min(len(names), 1)
