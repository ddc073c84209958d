from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account, AccountPair
from tests.cast import World
from tests.opportunities.pages import read
from tests.opportunities.statements import statements

PAGE = "/accounts/duplicates/"
# Session, user, actor, context, pairs, partners.
MOST = 6


def double(world: World, number: int) -> None:
    with acting_as(SYSTEM):
        name = f"{'abc'[number] * 9} {number}"
        for partner in (world.cardinal, world.harborline):
            enter_account(Account(name=name), actor=SYSTEM, partner_id=partner.pk)


def key() -> str:
    with acting_as(SYSTEM):
        return AccountPair.objects.get().key


def test_the_brand_owner_reads_why_and_whose(world: World) -> None:
    assert "No possible duplicates" in read(world.client("bea").get(PAGE)).text
    double(world, 0)
    text = read(world.client("bea").get(PAGE)).text
    for words in ("The names are the same", "Cardinal Systems", "Harborline", "Not the same"):
        assert words in text
    assert "Not the same" not in read(world.client("eve").get(PAGE)).text


def test_marked_as_two_customers_and_put_back(world: World) -> None:
    double(world, 0)
    bea = world.client("bea")
    marked = bea.post(f"{PAGE}{key()}/different/", follow=True)
    assert "Noted: these are two customers." in read(marked).text
    assert "No possible duplicates" in read(marked).text
    assert "said these are two customers" in read(bea.get(f"{PAGE}?judged=1")).text
    back = bea.post(f"{PAGE}{key()}/possible/", follow=True)
    assert "No pair was judged yet" in read(back).text
    assert "Not the same" in read(bea.get(PAGE)).text


@pytest.mark.parametrize(("who", "page", "verb"), [("pam", 404, 404), ("olga", 404, 404), ("eve", 200, 403)])
def test_nobody_else(world: World, who: str, page: int, verb: int) -> None:
    double(world, 0)
    client = world.client(who)
    assert client.get(PAGE).status_code == page
    for name in ("different", "possible"):
        assert client.post(f"{PAGE}{key()}/{name}/").status_code == verb
        assert client.get(f"{PAGE}{key()}/{name}/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_the_list_costs_the_same_for_one_pair_and_for_three(world: World) -> None:
    bea = world.client("bea")
    bea.get(PAGE)
    for numbers in ((0,), (1, 2)):
        for number in numbers:
            double(world, number)
        found = statements(lambda: bea.get(PAGE))
        assert len(found) == MOST, "\n".join(found)
