from __future__ import annotations

import pytest

from prm.directory.partners.permissions import may_edit_partner, may_enter_partner, may_list_partners
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


@pytest.mark.parametrize(
    ("who", "edits"),
    [
        ("pam", ""), ("olga", ""), ("abe", ""), ("eve", ""), ("bea", "cardinal"), ("ada", "cardinal harborline"),
    ],
)  # fmt: skip
def test_who_edits_which(world: World, who: str, edits: str) -> None:
    actor = world.actor(who)
    found = [name for name in ("cardinal", "harborline") if may_edit_partner(actor, getattr(world, name))]
    assert found == edits.split()
