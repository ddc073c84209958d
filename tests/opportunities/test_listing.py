from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from opportunities import listing
from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import NewAccount
from opportunities.listing import COLUMNS, DEFAULT_SORT, Listing
from opportunities.listing import list_page as page_of_scope
from opportunities.models import Opportunity
from opportunities.querysets import OpportunityQuerySet
from opportunities.scopes import Scope
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM
from prm.core.keyset import parse_sort
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, entry_of
from tests.opportunities.scene import TODAY, Scene

COUNT = 61


@pytest.fixture
def deals(scene: Scene) -> Iterator[None]:
    """61 with many equal values, and the system to read them."""
    with acting_as(SYSTEM):
        entries = [
            entry_of(
                scene,
                "pat",
                name=f"Deal {number % 7}",
                amount=Decimal(number % 5 * 1000),
                close_date=TODAY + timedelta(days=number % 9),
                stage=("prospecting", "proposal", "won")[number % 3],
            )
            for number in range(COUNT)
        ]
        enter_opportunities(entries, actor=SYSTEM)
        yield


def list_page(sort: str, cursor: str = "", rows: OpportunityQuerySet | None = None) -> Listing:
    """A page of all opportunities, or of `rows`."""
    parts = (Opportunity.objects.all() if rows is None else rows,)
    return page_of_scope(Scope("all", parts, parts), parse_sort(sort, COLUMNS, DEFAULT_SORT), cursor, shown_stages())


def pages(sort: str, *, backward: bool = False) -> list[list[str]]:
    """Keys page by page, from the first to the last or from the last to the first."""
    cursor, found = "", []
    while True:
        page = list_page(sort, cursor).page
        found.append([row.key for row in page.rows])
        following = page.previous_cursor if backward else page.next_cursor
        if following is None:
            return found
        cursor = following
        assert len(found) < 9


@pytest.mark.parametrize("sort", [sign + name for name in COLUMNS for sign in ("", "-")])
def test_pages_hold_every_row_once_in_order(deals: None, sort: str) -> None:
    found = pages(sort)
    assert [len(page) for page in found] == [25, 25, 11]
    column = COLUMNS[sort.removeprefix("-")]
    expected = Opportunity.objects.order_by(column, "key").values_list("key", flat=True)
    keys = [key for page in found for key in page]
    assert keys == list(expected.reverse() if sort.startswith("-") else expected)


@pytest.mark.parametrize("sort", ["closes", "-amount", "stage", "-name"])
def test_paging_back_leads_to_the_first_page(deals: None, sort: str) -> None:
    forward = pages(sort)
    first = list_page(sort)
    second = list_page(sort, first.page.next_cursor or "")
    third = list_page(sort, second.page.next_cursor or "")
    assert (first.page.previous_cursor, third.page.next_cursor) == (None, None)
    assert [page.shown for page in (first, second, third)] == ["1–25 of 61", "26–50 of 61", "51–61 of 61"]
    back = list_page(sort, third.page.previous_cursor or "")
    assert ([row.key for row in back.page.rows], back.shown) == (forward[1], "26–50 of 61")
    again = list_page(sort, back.page.previous_cursor or "")
    assert ([row.key for row in again.page.rows], again.shown) == (forward[0], "1–25 of 61")
    assert again.page.previous_cursor is None


def cursor(value: object, key: object = "aaaaaaaaaa", backward: object = 0) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, key, backward]).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "asked",
    [
        "nonsense",
        ".7",
        "nonsense.7",
        "====",
        cursor(None),
        cursor("no date, no number"),
        cursor("NaN"),
        cursor("-Infinity"),
        cursor("1e999999"),
        cursor("1e-16384"),
        cursor("9" * 300),
        cursor("2026-13-45"),
        cursor("2026-01-01", "\x00"),
        cursor("a\x00b"),
        cursor("2026-01-01", "\ud800"),
        cursor("\udfff"),
        cursor(5, 7),
        base64.urlsafe_b64encode(b"[" * 3000).decode(),
    ],
)
def test_no_cursor_breaks_the_list(scene: Scene, asked: str) -> None:
    entered(scene, "pat")
    with acting_as(SYSTEM):
        for column in COLUMNS:
            assert len(list_page(column, asked).page.rows) <= 1


def test_a_row_as_the_list_shows_it(scene: Scene) -> None:
    account = NewAccount("Ashgrove Steel", "United States", "OH", "Toledo")
    days = {"entered_on": TODAY - timedelta(days=20), "stage_since": TODAY - timedelta(days=5)}
    worth = {"amount": Decimal(1500), "currency": "EUR", "stage": "proposal"}
    entered(scene, "pat", name="Line 3", account=account, people=["bea"], next_step="Call", **days, **worth)
    with acting_as(SYSTEM):
        row = list_page("").page.rows[0]
    assert (row.name, row.customer, row.partner) == ("Line 3", "Ashgrove Steel · Toledo, OH", "Cardinal Systems")
    assert (row.amount, row.currency, row.probability, row.next_step) == (1500, "EUR", 50, "Call")
    assert (row.stage.label, row.days_in_stage) == ("Proposal", 5)
    assert [(member.name, member.lead) for member in row.team] == [("Pat Moreau", "primary"), ("Bea Lindqvist", "")]


def test_totals_are_sums_in_the_company_currency(scene: Scene) -> None:
    entered(scene, "pat", amount=Decimal("100"), currency="EUR")
    entered(scene, "pat", amount=Decimal("1000"), stage="proposal")
    with acting_as(SYSTEM):
        found = list_page("")
        counted = found.totals
        assert (counted.count, counted.potential, counted.expected) == (2, Decimal("1110"), Decimal("511"))
        assert (found.currency, found.shown) == ("USD", "1–2 of 2")
        nothing = list_page("", rows=Opportunity.objects.filter(name="no such name")).totals
        assert (nothing.count, nothing.potential, nothing.expected) == (0, 0, 0)


def test_counting_stops_at_a_bound(deals: None, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = list_page("").totals
    assert (counted.count, counted.is_capped) == (COUNT, False)
    monkeypatch.setattr(listing, "COUNTED", 40)
    capped = list_page("")
    assert (capped.totals.count, capped.totals.is_capped, capped.shown) == (41, True, "1–25 of 40+")


def test_rows_that_come_from_two_parts_are_shown_and_counted_once(scene: Scene) -> None:
    entered(scene, "pat", amount=Decimal(7))
    entered(scene, "pat", amount=Decimal(5))
    with acting_as(SYSTEM):
        parts = (Opportunity.objects.all(), Opportunity.objects.filter(amount=5))
        sort = parse_sort("-amount", COLUMNS, DEFAULT_SORT)
        found = page_of_scope(Scope("all", parts, parts), sort, "", shown_stages())
    assert [row.amount for row in found.page.rows] == [7, 5]
    assert (found.totals.count, found.totals.potential) == (2, 12)


def test_hidden_ones_are_counted_and_not_shown(scene: Scene) -> None:
    entered(scene, "pat", amount=Decimal(7), restricted=True)
    entered(scene, "pat", amount=Decimal(5))
    with acting_as(SYSTEM):
        seen = (Opportunity.objects.filter(restricted=False),)
        scope = Scope("all", seen, seen, (Opportunity.objects.filter(restricted=True),))
        found = page_of_scope(scope, parse_sort("", COLUMNS, DEFAULT_SORT), "", shown_stages())
    assert [row.amount for row in found.page.rows] == [5]
    assert (found.totals.count, found.totals.hidden, found.totals.potential) == (2, 1, 12)
    assert found.shown == "1–1 of 1"


def test_a_page_costs_one_statement(deals: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stages, rows = shown_stages(), (Opportunity.objects.all(),)
    with django_assert_num_queries(1):
        page_of_scope(Scope("all", rows, rows), parse_sort("", COLUMNS, DEFAULT_SORT), "", stages)
