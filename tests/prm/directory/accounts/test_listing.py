from __future__ import annotations

import pytest

from opportunities.entry.actions import enter_opportunity
from prm.core.actor import SYSTEM
from prm.core.keyset import Sort, counted
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account, link_account
from prm.directory.accounts.listing import list_page
from prm.directory.models import Account
from tests.cast import World

BY_NAME = Sort("name", "name_sort")


def rows(world: World, who: str, sort: Sort = BY_NAME) -> dict[str, tuple[object, ...]]:
    actor = world.actor(who)
    with acting_as(actor):
        found = Account.objects.visible_to(actor)
        page = list_page(found, sort, "", actor)
        assert counted(found) == len(page.rows)
    return {row.name: (row.place, row.partners, row.business and row.business.open_amount) for row in page.rows}


def test_who_reads_what(world: World) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        amount = enter_opportunity(world.entry(), actor=pat).opportunity.amount_company
    with acting_as(SYSTEM):
        link_account(world.account.pk, world.harborline.pk)
    shared, other = world.account.name, world.other_account.name
    assert rows(world, "pat") == {shared: ("Columbus, OH", (), amount)}
    assert rows(world, "olga")[shared] == ("Columbus, OH", (), None)
    assert rows(world, "ada") == {
        other: ("Milwaukee, WI", ("Harborline",), None),
        shared: ("Columbus, OH", ("Cardinal Systems", "Harborline"), amount),
    }
    # No opportunity of hers: she reads the book, and not what is worked on.
    assert rows(world, "abe")[shared][2] is None


@pytest.mark.parametrize("descending", [False, True])
def test_sorted_by_place(world: World, descending: bool) -> None:
    with acting_as(SYSTEM):
        for city in ("Akron", "Zanesville"):
            enter_account(Account(name=f"Mill of {city}", city=city), actor=SYSTEM, partner_id=world.cardinal.pk)
    names = list(rows(world, "pat", Sort("place", "city", descending)))
    ordered = ["Mill of Akron", "Larkspur Foods", "Mill of Zanesville"]
    assert names == (ordered[::-1] if descending else ordered)
