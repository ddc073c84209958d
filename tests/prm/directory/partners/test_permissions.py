from __future__ import annotations

import pytest

from prm.directory.partners.permissions import may_enter_partner, may_list_partners
from tests.cast import World


@pytest.mark.parametrize(
    ("who", "lists", "enters"),
    [
        ("pam", False, False),
        ("olga", False, False),
        ("abe", True, False),
        ("bea", True, True),
        ("eve", True, False),
        ("ada", True, True),
    ],
)
def test_who_lists_and_who_enters(world: World, who: str, lists: bool, enters: bool) -> None:
    actor = world.actor(who)
    assert (may_list_partners(actor), may_enter_partner(actor)) == (lists, enters)
