from __future__ import annotations

from prm.core.actor import SYSTEM
from prm.core.keyset import PAGE_SIZE, Sort, encode
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account
from prm.directory.models import Account
from prm.directory.paging import page_of
from tests.cast import World

BY_NAME = Sort("name", "name_sort")
MANY = 2 * PAGE_SIZE + 3


def test_forth_and_back_over_equal_names_each_row_once(world: World) -> None:
    with acting_as(SYSTEM):
        Account.objects.all().delete()
        for number in range(MANY):
            name = f"Customer {number // 20}"
            enter_account(Account(name=name), actor=SYSTEM, partner_id=world.cardinal.pk)
        rows = Account.objects.values("key", "name_sort")
        pages = [page_of(rows, BY_NAME, "")]
        while pages[-1].next_cursor:
            pages.append(page_of(rows, BY_NAME, pages[-1].next_cursor))
        keys = [row["key"] for page in pages for row in page.rows]
        assert (len(pages), len(keys), len(set(keys))) == (3, MANY, MANY)
        back = page_of(rows, BY_NAME, pages[-1].previous_cursor or "")
        assert back.rows == pages[1].rows
        assert page_of(rows, BY_NAME, back.previous_cursor or "").previous_cursor is None


def test_a_cursor_that_cannot_be_meant_gives_the_first_page(world: World) -> None:
    def number(text: str) -> int:
        return int(text)

    with acting_as(SYSTEM):
        rows = Account.objects.values("key", "name_sort")
        first = page_of(rows, BY_NAME, "")
        for cursor in ("nonsense", encode(None, "a"), encode("x", "a")):
            assert page_of(rows, BY_NAME, cursor, typed=number).rows == first.rows
