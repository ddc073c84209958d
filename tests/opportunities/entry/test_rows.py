from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opportunities.entry import rows
from opportunities.entry.records import Entry, HelpEntry
from opportunities.models import Member, Opportunity
from prm.catalog.conversion import NoRate
from prm.directory.models import Account, Organization
from tests.opportunities.entry.reference import BAVARIA, OHIO, TODAY, an_entry, line, reference_data

REFERENCE = reference_data()
NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
IN_OHIO = Account(pk=5, name="Ashgrove Steel", country="United States", region="OH")
PARTNER = Organization(pk=1, name="Cardinal Systems", country="Germany", region="Bavaria")


def row(entry: Entry, account: Account | None = IN_OHIO, partner: Organization = PARTNER) -> Opportunity:
    return rows.opportunity_row(
        entry, account=account, contact_id=None, partner=partner, reference=REFERENCE, today=TODAY
    )


def amounts(entry: Entry) -> tuple[str, str, str]:
    made = row(entry)
    return str(made.amount), str(made.amount_company), str(made.expected_company)


def test_a_new_one_starts_today_in_the_first_stage() -> None:
    made = row(an_entry(name="  Line 3  routers ", next_step=" call ", source="trade_show"))
    assert (made.stage.code, made.probability, made.stage_since) == ("prospecting", 10, TODAY)
    assert (made.entered_on, made.closed_on) == (TODAY, None)
    assert (made.name, made.name_sort, made.next_step) == ("Line 3  routers", "line 3 routers", "call")
    assert (made.source_id, made.primary_person_id, made.entered_by_id) == (11, 2, 2)


def test_one_entered_closed_is_closed_from_that_day() -> None:
    made = row(an_entry(stage="won", closed_on=date(2026, 5, 5), entered_on=date(2026, 2, 1)))
    assert (made.probability, made.stage_since, made.closed_on) == (100, date(2026, 5, 5), date(2026, 5, 5))
    assert row(an_entry(stage="lost", loss_reason="price")).closed_on == TODAY


@pytest.mark.parametrize(
    ("account", "own_territory", "territory"),
    [
        (IN_OHIO, None, OHIO),
        (IN_OHIO, 99, OHIO),
        (Account(pk=6, name="Elsewhere", country="Chile"), 99, 99),
        (Account(pk=6, name="Elsewhere", country="Chile"), None, BAVARIA),
        (None, None, BAVARIA),
    ],
)
def test_the_territory_is_the_customers_else_the_partners(
    account: Account | None, own_territory: int | None, territory: int
) -> None:
    partner = Organization(pk=1, country="Germany", region="Bavaria", territory_id=own_territory)
    assert row(an_entry(), account, partner).territory_id == territory


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("0.00", "0.00", "0.00")),
        ({"amount": Decimal("1234.565")}, ("1234.56", "1234.56", "123.46")),
        ({"amount": Decimal("1000"), "currency": "EUR"}, ("1000.00", "1200.00", "120.00")),
        ({"amount": Decimal("1000.5"), "currency": "JPY"}, ("1000", "6.60", "0.66")),
        ({"amount": Decimal("0.0015"), "currency": "KWD"}, ("0.002", "0.01", "0.00")),
        ({"lines": (line("24", "12.50", "10"),)}, ("270.00", "270.00", "27.00")),
        ({"lines": (line("3", "0.335"), line("3", "0.335"))}, ("2.00", "2.00", "0.20")),
        ({"lines": (line("1", "333"),), "currency": "JPY"}, ("333", "2.20", "0.22")),
        ({"amount": Decimal("5"), "lines": (line("1", "10"),)}, ("10.00", "10.00", "1.00")),
    ],
)
def test_amounts_are_rounded_once_to_what_their_currency_has(
    fields: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    """The third with lines: 1.005 twice is 1.00 twice, half to even."""
    assert amounts(an_entry(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "company"),
    [
        ({"close_date": date(2027, 5, 1)}, "120.00"),
        ({"stage": "won", "closed_on": date(2026, 3, 1), "entered_on": date(2026, 2, 1)}, "110.00"),
    ],
)
def test_the_rate_is_that_of_the_closing_day_but_never_of_the_future(fields: dict[str, Any], company: str) -> None:
    assert row(an_entry(amount=Decimal(100), currency="EUR", **fields)).amount_company == Decimal(company)


def test_a_currency_without_a_rate_is_no_zero() -> None:
    with pytest.raises(NoRate):
        row(an_entry(amount=Decimal(1), currency="GBP"))
    with pytest.raises(NoRate):
        row(an_entry(amount=Decimal(1), currency="EUR", closed_on=date(2025, 1, 1), stage="won"))


@pytest.mark.parametrize(
    ("fields", "typed"), [({}, False), ({"amount": Decimal(1)}, True), ({"lines": (line(),)}, False)]
)
def test_whether_the_amount_was_typed(fields: dict[str, Any], typed: bool) -> None:
    assert row(an_entry(**fields)).amount_typed is typed


PRICES = st.decimals(0, 100_000, places=3)
LINES = st.lists(
    st.builds(
        line, st.decimals("0.01", 500, places=2).map(str), PRICES.map(str), st.decimals(0, 100, places=2).map(str)
    ),
    min_size=1,
    max_size=6,
)


@given(LINES, st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_the_opportunity_is_worth_what_its_lines_are(lines: list[Any], currency: str) -> None:
    entry = an_entry(lines=tuple(lines), currency=currency)
    made = row(entry)
    stored = rows.line_rows(made, entry, REFERENCE, TODAY)
    assert made.amount == sum(one.amount for one in stored)
    assert made.amount_company == sum(one.amount_company for one in stored)
    assert made.expected_company == sum(one.expected_company for one in stored)


def test_lines_keep_their_order_and_follow_the_opportunity() -> None:
    entry = an_entry(lines=(line(product=9), line("2", product=8)), stage="proposal")
    stored = rows.line_rows(row(entry), entry, REFERENCE, TODAY)
    assert [(one.product_id, one.position) for one in stored] == [(9, 0), (8, 1)]
    assert {(one.probability, one.stage_id, one.date) for one in stored} == {(50, 2, entry.close_date)}


def test_the_team_is_the_primary_and_the_people_added_once_each() -> None:
    entry = an_entry(people=(4, 2, 4, 3))
    members, periods = rows.member_rows(row(entry), entry, NOW)
    assert [(one.person_id, one.how) for one in members] == [
        (2, Member.How.ENTERED),
        (4, Member.How.BY_HAND),
        (3, Member.How.BY_HAND),
    ]
    assert {(one.added_by_id, one.partner_id, one.added_at) for one in members} == {(2, 1, NOW)}
    assert [(one.person_id, one.how, one.since, one.until) for one in periods] == [
        (one.person_id, one.how, NOW, None) for one in members
    ]


def test_help_is_asked_for_by_the_person_who_enters() -> None:
    entry = an_entry(help=(HelpEntry("pricing", "For 500 seats", date(2026, 12, 1)), HelpEntry("reference")))
    asked = rows.help_rows(row(entry), entry, NOW)
    assert [(one.kind, one.what, one.due, one.asked_by_id, one.asked_at) for one in asked] == [
        ("pricing", "For 500 seats", date(2026, 12, 1), 2, NOW),
        ("reference", "", None, 2, NOW),
    ]


def test_a_day_begins_where_the_company_is() -> None:
    assert rows.start_of(date(2026, 11, 24), "America/Chicago") == datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert rows.start_of(date(2026, 7, 1), "America/Chicago") == datetime(2026, 7, 1, 5, tzinfo=UTC)
