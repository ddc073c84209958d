from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.accounts.alike import alike_accounts
from prm.directory.models import Account
from tests.cast import World

KNOWN = {"name": "Larkspur Castings", "domain": "larkspur.example", "postal_code": "44113", "city": "Cleveland"}


@pytest.fixture
def known(world: World) -> Account:
    with acting_as(SYSTEM):
        return enter_account(Account(**KNOWN), actor=SYSTEM, partner_id=world.cardinal.pk)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"name": "Larkspur Casting"}, "has a similar name"),
        ({"name": "Larkspur Casting", "domain": "larkspur.example"}, "has a similar name and the same web domain"),
        ({"name": "Wholly different", "domain": "larkspur.example"}, "has the same web domain"),
        ({"name": "Castings Yard", "postal_code": "44113"}, "has a similar name and the same postal code"),
        ({"name": "Castings Yard", "postal_code": "44114"}, None),
        ({"name": "Wholly different", "postal_code": "44113"}, None),
    ],
)
def test_alike_and_why(world: World, known: Account, typed: dict[str, str], reason: str | None) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        found = alike_accounts(Account(**typed), pat)
    assert [(row.name, row.place, row.reason) for row in found] == (
        [("Larkspur Castings", "Cleveland", reason)] if reason else []
    )


def test_another_partners_accounts_are_not_looked_at(world: World, known: Account) -> None:
    for who, count in (("olga", 0), ("bea", 1)):
        actor = world.actor(who)
        with acting_as(actor):
            assert len(alike_accounts(Account(**KNOWN), actor)) == count


def test_an_account_is_not_like_itself(world: World, known: Account) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        assert alike_accounts(Account(pk=known.pk, **KNOWN), pat) == []
