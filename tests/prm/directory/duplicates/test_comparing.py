from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.duplicates.actions import mark_different
from prm.directory.duplicates.comparing import MOST_PAIRS, compare_account
from prm.directory.models import Account, AccountPair
from tests.cast import World


def account(world: World, name: str, partner: str = "harborline", **fields: str) -> Account:
    with acting_as(SYSTEM):
        return enter_account(Account(name=name, **fields), actor=SYSTEM, partner_id=getattr(world, partner).pk)


def pairs() -> list[tuple[int, int, bool, bool]]:
    with acting_as(SYSTEM):
        rows = AccountPair.objects.order_by("first_id", "second_id")
        return list(rows.values_list("first_id", "second_id", "same_domain", "same_postal_code"))


@pytest.mark.parametrize(
    ("known", "entered", "found"),
    [
        ({"name": "Kestrel Foods"}, {"name": "Kestrel Foods Inc"}, (False, False)),
        ({"name": "Kestrel", "domain": "k.example"}, {"name": "Other", "domain": "k.example"}, (True, False)),
        (
            {"name": "Kestrel Mills", "postal_code": "1"},
            {"name": "Kestrel Mill Inc", "postal_code": "1"},
            (False, True),
        ),
        ({"name": "Kestrel"}, {"name": "Osprey Water"}, None),
        ({"name": "Kestrel", "postal_code": "1"}, {"name": "Osprey", "postal_code": "1"}, None),
        ({"name": "Kestrel", "domain": ""}, {"name": "Osprey", "domain": ""}, None),
    ],
)
def test_what_makes_a_pair_across_partners(
    world: World, known: dict[str, str], entered: dict[str, str], found: tuple[bool, bool] | None
) -> None:
    first, second = account(world, **known), account(world, partner="cardinal", **entered)
    assert pairs() == ([(first.pk, second.pk, *found)] if found else [])


def test_a_partner_entering_notes_a_pair_that_it_cannot_read(world: World) -> None:
    known = account(world, "Kestrel Foods")
    pat = world.actor("pat")
    with acting_as(pat):
        entered = enter_account(Account(name="Kestrel Foods"), actor=pat, partner_id=world.cardinal.pk)
        assert not AccountPair.objects.exists()
    assert pairs() == [(known.pk, entered.pk, False, False)]


def test_comparing_again_keeps_the_pair_and_drops_what_is_no_longer_alike(world: World) -> None:
    first, second = account(world, "Kestrel Foods"), account(world, "Kestrel Foods", "cardinal")
    with acting_as(SYSTEM):
        key = AccountPair.objects.get().key
        compare_account(first.pk)
        assert AccountPair.objects.get().key == key
        Account.objects.filter(pk=second.pk).update(name_sort="osprey water")
        compare_account(second.pk)
    assert pairs() == []


def test_what_was_judged_stays_judged(world: World) -> None:
    first, second = account(world, "Kestrel Foods"), account(world, "Kestrel Foods", "cardinal")
    bea = world.actor("bea")
    with acting_as(bea):
        mark_different(AccountPair.objects.get(), actor=bea)
    with acting_as(SYSTEM):
        compare_account(first.pk)
        Account.objects.filter(pk=second.pk).update(name_sort="osprey water")
        compare_account(second.pk)
        assert AccountPair.objects.get().judged_by == world.people["bea"]


def test_a_domain_that_many_share_makes_few_pairs_at_a_time(world: World) -> None:
    for number in range(MOST_PAIRS + 5):
        account(world, f"{number} {'abcdefghijklmnopqrstuvwxyz'[number] * 9}", domain="mail.example")
    with acting_as(SYSTEM):
        newest = Account.objects.order_by("-pk")[0]
        assert AccountPair.objects.filter(second=newest).count() == MOST_PAIRS
