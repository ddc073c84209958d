from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.keyset import PAGE_SIZE, encode
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.duplicates.reading import pairs_page, reasons
from prm.directory.models import Account, AccountPair
from tests.cast import World

PLAIN = {"same_domain": False, "same_postal_code": False, "likeness": 0}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"same_domain": True, "likeness": 12}, ("Both use the web domain k.example",)),
        ({"likeness": 100}, ("The names are the same",)),
        ({"likeness": 64}, ("The names are 64% alike",)),
        ({"likeness": 45, "same_postal_code": True}, ("The names are 45% alike", "Both are at postal code 43215")),
    ],
)
def test_the_reason_in_words(values: dict[str, Any], words: tuple[str, ...]) -> None:
    assert reasons(PLAIN | {"first__domain": "k.example", "first__postal_code": "43215"} | values) == words


def test_the_most_alike_first_and_each_pair_once_over_pages(world: World) -> None:
    with acting_as(SYSTEM):
        for number in range(PAGE_SIZE + 3):
            names = [f"Mill {number:03} {'abcdefghijklmnopqrstuvwxyz'[number % 26] * 12}"] * 2
            for name in names:
                enter_account(Account(name=name), actor=SYSTEM, partner_id=world.harborline.pk)
        AccountPair.objects.exclude(likeness=100).delete()
        strongest = AccountPair.objects.order_by("?")[0]
        AccountPair.objects.filter(pk=strongest.pk).update(strength=200)
        first = pairs_page("", judged=False)
        second = pairs_page(first.next_cursor or "", judged=False)
        assert first.rows[0].key == strongest.key
        assert len({row.key for row in (*first.rows, *second.rows)}) == PAGE_SIZE + 3
        assert first.rows[0].accounts[0].partners == ("Harborline",)


def test_those_judged_say_by_whom(world: World) -> None:
    with acting_as(SYSTEM):
        enter_account(Account(name="Larkspur Foods"), actor=SYSTEM, partner_id=world.harborline.pk)
        AccountPair.objects.update(judged_by=world.people["bea"], judged_at=timezone.now())
        assert not pairs_page("", judged=False).rows
        (row,) = pairs_page("", judged=True).rows
        assert row.judged_by == world.people["bea"].name
        assert {account.partners for account in row.accounts} == {("Cardinal Systems",), ("Harborline",)}


@pytest.mark.parametrize("edge", ["nonsense", "-9999999", "2026-01-01", "٣"])
@pytest.mark.parametrize("judged", [False, True])
def test_a_cursor_that_cannot_be_meant_gives_the_first_page(world: World, edge: str, judged: bool) -> None:
    with acting_as(SYSTEM):
        assert pairs_page(encode(edge, "a"), judged=judged) == pairs_page("", judged=judged)
