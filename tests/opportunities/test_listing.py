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
from opportunities.listing import COLUMNS, DEFAULT_SORT, list_page, totals
from opportunities.models import Opportunity
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


def pages(sort: str, *, backward: bool = False) -> list[list[str]]:
    """Keys page by page, from the first to the last or from the last to the first."""
    cursor, found = "", []
    while True:
        page = list_page(Opportunity.objects.all(), parse_sort(sort, COLUMNS, DEFAULT_SORT), cursor, shown_stages())
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
    asked = parse_sort(sort, COLUMNS, DEFAULT_SORT)
    first = list_page(Opportunity.objects.all(), asked, "", shown_stages())
    second = list_page(Opportunity.objects.all(), asked, first.next_cursor or "", shown_stages())
    third = list_page(Opportunity.objects.all(), asked, second.next_cursor or "", shown_stages())
    assert (first.previous_cursor, third.next_cursor) == (None, None)
    back = list_page(Opportunity.objects.all(), asked, third.previous_cursor or "", shown_stages())
    assert [row.key for row in back.rows] == forward[1]
    again = list_page(Opportunity.objects.all(), asked, back.previous_cursor or "", shown_stages())
    assert [row.key for row in again.rows] == forward[0]
    assert again.previous_cursor is None


def cursor(value: object, key: object = "aaaaaaaaaa", backward: object = 0) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, key, backward]).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "asked",
    [
        "nonsense",
        "====",
        cursor(None),
        cursor("no date, no number"),
        cursor("NaN"),
        cursor("-Infinity"),
        cursor("1e999999"),
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
            sort = parse_sort(column, COLUMNS, DEFAULT_SORT)
            page = list_page(Opportunity.objects.all(), sort, asked, shown_stages())
            assert len(page.rows) <= 1


def test_a_row_as_the_list_shows_it(scene: Scene) -> None:
    account = NewAccount("Ashgrove Steel", "United States", "OH", "Toledo")
    days = {"entered_on": TODAY - timedelta(days=20), "stage_since": TODAY - timedelta(days=5)}
    worth = {"amount": Decimal(1500), "currency": "EUR", "stage": "proposal"}
    entered(scene, "pat", name="Line 3", account=account, people=["bea"], next_step="Call", **days, **worth)
    with acting_as(SYSTEM):
        row = list_page(Opportunity.objects.all(), parse_sort("", COLUMNS, DEFAULT_SORT), "", shown_stages()).rows[0]
    assert (row.name, row.customer, row.partner) == ("Line 3", "Ashgrove Steel · Toledo, OH", "Cardinal Systems")
    assert (row.amount, row.currency, row.probability, row.next_step) == (1500, "EUR", 50, "Call")
    assert (row.stage.label, row.days_in_stage) == ("Proposal", 5)
    assert [(member.name, member.lead) for member in row.team] == [("Pat Moreau", "primary"), ("Bea Lindqvist", "")]


def test_totals_are_sums_in_the_company_currency(scene: Scene) -> None:
    entered(scene, "pat", amount=Decimal("100"), currency="EUR")
    entered(scene, "pat", amount=Decimal("1000"), stage="proposal")
    with acting_as(SYSTEM):
        counted = totals(Opportunity.objects.all())
        assert (counted.count, counted.potential, counted.expected) == (2, Decimal("1110"), Decimal("511"))
        nothing = totals(Opportunity.objects.filter(name="no such name"))
        assert (nothing.count, nothing.potential, nothing.expected) == (0, 0, 0)


def test_totals_stop_counting_at_a_bound(deals: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (totals(Opportunity.objects.all()).count, totals(Opportunity.objects.all()).is_capped) == (COUNT, False)
    monkeypatch.setattr(listing, "COUNTED", 40)
    assert (totals(Opportunity.objects.all()).count, totals(Opportunity.objects.all()).is_capped) == (41, True)


def test_a_page_costs_one_statement(deals: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stages = shown_stages()
    with django_assert_num_queries(1):
        list_page(Opportunity.objects.all(), parse_sort("", COLUMNS, DEFAULT_SORT), "", stages)
