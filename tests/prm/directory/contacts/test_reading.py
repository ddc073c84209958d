from __future__ import annotations

from prm.core.actor import SYSTEM
from prm.core.keyset import PAGE_SIZE
from prm.core.rls import acting_as
from prm.directory.contacts.actions import enter_contact
from prm.directory.contacts.reading import contacts_page
from prm.directory.models import Contact
from tests.cast import World


def test_many_contacts_come_page_by_page(world: World) -> None:
    with acting_as(SYSTEM):
        for number in range(PAGE_SIZE + 2):
            row = Contact(account=world.account, partner=world.cardinal, name=f"Contact {number:02}")
            enter_contact(row, actor=SYSTEM)
    pat = world.actor("pat")
    with acting_as(pat):
        first = contacts_page(world.account, "", pat)
        second = contacts_page(world.account, first.next_cursor or "", pat)
    assert [row.name for row in second.rows] == ["Contact 25", "Contact 26"]
    assert second.next_cursor is None


def test_a_row_says_who_knows_and_who_edits(world: World) -> None:
    with acting_as(SYSTEM):
        for name, partner, shared in (("Ann", world.cardinal, True), ("Hal", world.gantry, False)):
            row = Contact(account=world.account, partner=partner, name=name, shared=shared)
            row.phone = "+1 (614) 555-0123 ext. 7"
            enter_contact(row, actor=SYSTEM)
    bea = world.actor("bea")
    with acting_as(bea):
        ann, hal = contacts_page(world.account, "", bea).rows
    assert (ann.company, ann.side, ann.only_for, ann.may_edit) == ("Cardinal Systems", "partner", "", False)
    assert ann.dialed == "+16145550123"
    assert (hal.company, hal.side, hal.only_for, hal.may_edit) == ("Gantry", "brand_owner", "Gantry", True)
