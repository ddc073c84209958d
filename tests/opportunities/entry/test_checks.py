from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from opportunities.entry.checks import check_close_date, check_entry, latest_close_date
from opportunities.entry.records import PassedStage
from tests.opportunities.entry.reference import TODAY, an_entry, line, reference_data

REFERENCE = reference_data()
TOO_MUCH = Decimal(10) ** 14


def problems(**fields: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        check_entry(an_entry(**fields), REFERENCE)
    return refused.value.message_dict


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"amount": Decimal(0)},
        {"amount": TOO_MUCH - 1, "currency": "JPY"},
        {"stage": "won", "source": "trade_show", "type": "renewal", "loss_reason": "price"},
        {"lines": (line(), line("0.01", "0", "100"))},
        {"lines": (line("9999999999", "10000"),)},
        {"name": "n" * 200},
        {"entered_on": TODAY, "closed_on": TODAY},
    ],
)
def test_what_is_right_passes(fields: dict[str, Any]) -> None:
    check_entry(an_entry(**fields), REFERENCE)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"name": "  "}, "name", "Give the opportunity a name."),
        ({"name": "n" * 201}, "name", "The name has 201 characters and 200 fit. Shorten it."),
        ({"name": "a\x00b"}, "name", "The name contains a character that cannot be stored. Type it again."),
        ({"amount": Decimal("-0.01")}, "amount", "An amount is 0 or more."),
        ({"amount": Decimal("NaN")}, "amount", "An amount is 0 or more."),
        ({"amount": TOO_MUCH}, "amount", "An amount has at most 14 digits before the point."),
        ({"stage": "closing"}, "stage", "“closing” is not on the list. Choose one of the list."),
        ({"source": "x" * 80}, "source", f"“{'x' * 60}” is not on the list. Choose one of the list."),
        ({"loss_reason": "luck"}, "loss_reason", "“luck” is not on the list. Choose one of the list."),
        ({"currency": "XXX"}, "currency", "“XXX” is not on the list. Choose one of the list."),
        ({"type": "gift"}, "type", "“gift” is not on the list. Choose one of the list."),
        (
            {"passed": (PassedStage("nowhere", TODAY),)},
            "stage",
            "“nowhere” is not on the list. Choose one of the list.",
        ),
        ({"lines": (line("0"),)}, "lines", "Line 1: the quantity is above 0."),
        ({"lines": (line(), line("-1"))}, "lines", "Line 2: the quantity is above 0."),
        ({"lines": (line("10000000000"),)}, "lines", "Line 1: the quantity has at most 10 digits."),
        ({"lines": (line("1", "-5"),)}, "lines", "Line 1: the price is 0 or more."),
        ({"lines": (line("1", "1e14"),)}, "lines", "Line 1: the price has at most 14 digits before the point."),
        ({"lines": (line("1", "5", "101"),)}, "lines", "Line 1: the discount is between 0 and 100 %."),
        ({"lines": (line("1", "5", "-1"),)}, "lines", "Line 1: the discount is between 0 and 100 %."),
        (
            {"lines": (line("1", "6e13"), line("1", "6e13"))},
            "lines",
            "The lines add up to more than 14 digits. Check quantities and prices.",
        ),
        (
            {"entered_on": TODAY, "closed_on": TODAY - timedelta(days=1)},
            "closed_on",
            "It cannot be closed before it was entered.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields: dict[str, Any], field: str, message: str) -> None:
    assert problems(**fields) == {field: [message]}


def test_all_problems_are_told_at_once() -> None:
    found = problems(name="", currency="XXX", lines=(line("0", "-1"),))
    assert sorted(found) == ["currency", "lines", "name"]
    assert len(found["lines"]) == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, None),
        (date(2036, 11, 24), None),
        (TODAY - timedelta(days=1), "Nov 23, 2026 is in the past. Choose today or a later day."),
        (date(1, 1, 1), "Jan 1, 0001 is in the past. Choose today or a later day."),
        (date(2036, 11, 25), "Nov 25, 2036 is more than 10 years ahead. Choose an earlier day."),
        (date(9999, 12, 31), "Dec 31, 9999 is more than 10 years ahead. Choose an earlier day."),
    ],
)
def test_close_dates(day: date, words: str | None) -> None:
    assert check_close_date(day, TODAY) == words


@given(st.dates(date(2020, 1, 1), date(2200, 1, 1)))
def test_ten_years_are_ten_years(today: date) -> None:
    latest = latest_close_date(today)
    assert (latest.year - today.year, latest.month) == (10, today.month)
    assert today.day - latest.day in ({0} if (today.month, today.day) != (2, 29) else {1})
