from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from prm.core.actor import SYSTEM
from prm.core.keyset import Sort, beyond, decode, encode, instant, ordered, parse_sort
from prm.core.rls import acting_as
from prm.directory.models import Account, Organization

COLUMNS = {"name": "name_sort", "amount": "amount_company"}
PAGE = 3
sizes = st.lists(st.none() | st.integers(min_value=0, max_value=4), max_size=12)
sorts = st.builds(Sort, name=st.just("employees"), field=st.just("employees"), descending=st.booleans())


class PagesOfRandomRows(TestCase):
    """Accounts, whose size is often equal and often unknown: every row once, in the order of the whole list."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(sizes, sorts)
    def test_forward_and_back_again(self, given: list[int | None], sort: Sort) -> None:
        with acting_as(SYSTEM):
            rows = self._accounts(given)
            whole = [row.key for row in ordered(rows, sort, backward=False)]
            pages = self._walk(rows, sort)
            assert [key for page in pages for key in page] == whole
            assert self._walk_back(rows, sort, pages) == pages[:-1][::-1]

    def _accounts(self, sizes: list[int | None]) -> QuerySet[Account]:
        company = Organization.objects.create(name="Lathes", name_sort="lathes", kind="partner")
        made = [Account(name=f"A{place}", employees=size, entered_by=company) for place, size in enumerate(sizes)]
        Account.objects.bulk_create(made)
        return Account.objects.filter(pk__in=[account.pk for account in made])

    def _walk(self, rows: QuerySet[Account], sort: Sort) -> list[list[str]]:
        pages, cursor = [], ""
        while page := self._page(rows, sort, cursor):
            pages.append([row.key for row in page])
            cursor = encode(page[-1].employees, page[-1].key)
        return pages

    def _walk_back(self, rows: QuerySet[Account], sort: Sort, pages: list[list[str]]) -> list[list[str]]:
        """From the first row of the last page to the first page."""
        if not pages:
            return []
        edge = rows.get(key=pages[-1][0])
        found = []
        while page := self._page(rows, sort, encode(edge.employees, edge.key, backward=True)):
            page.reverse()
            found.append([row.key for row in page])
            edge = page[0]
        return found

    def _page(self, rows: QuerySet[Account], sort: Sort, cursor: str) -> list[Account]:
        at = decode(cursor) if cursor else None
        backward = bool(at and at[2])
        if at is not None:
            rows = rows.filter(beyond(sort, at[0], at[1], backward=backward))
        return list(ordered(rows, sort, backward=backward)[:PAGE])


@given(st.none() | st.decimals(allow_nan=False, allow_infinity=False), st.text("abc234", min_size=1), st.booleans())
def test_cursor_comes_back(value: Decimal | None, key: str, backward: bool) -> None:
    assert decode(encode(value, key, backward=backward)) == (None if value is None else str(value), key, backward)


@given(st.text(max_size=40))
def test_any_text_is_a_cursor_or_none(text: str) -> None:
    found = decode(text)
    assert found is None or isinstance(found[1], str)


@pytest.mark.parametrize("text", ["", "!", "bnVsbA", "W10", "WzEsMiwzXQ", "eyJhIjoxfQ", "WyJhXHUwMDAwIiwiYiIsMF0", "é"])
def test_other_text_is_no_cursor(text: str) -> None:
    assert decode(text) is None


def test_sort_of_an_address() -> None:
    assert parse_sort("-amount", COLUMNS, "name") == Sort("amount", "amount_company", descending=True)
    assert parse_sort("amount", COLUMNS, "name").in_address == "amount"
    assert parse_sort("", COLUMNS, "-name") == Sort("name", "name_sort", descending=True)
    assert parse_sort("password", COLUMNS, "name").in_address == "name"


def test_a_cursor_is_a_moment_with_its_zone() -> None:
    assert instant("2026-01-02T03:04:05+00:00").year == 2026
    for text in ("2026-01-02T03:04:05", "yesterday"):
        with pytest.raises(ValueError, match=r"2026|yesterday"):
            instant(text)
