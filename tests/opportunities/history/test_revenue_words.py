from __future__ import annotations

from typing import Any

import pytest

from opportunities.history import revenue_words
from prm.core.history.words import sentence

LINE = {"product": "GTK 500", "amount": "1234.50", "currency": "USD", "stage_labels": {"proposal": "Proposal"}}


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("revenue.line_added", "added the revenue line GTK 500, $1,234.50"),
        ("revenue.line_removed", "removed the revenue line GTK 500, $1,234.50"),
        ("revenue.line_restored", "put back the revenue line GTK 500, $1,234.50"),
    ],
)
def test_a_line_in_words(verb: str, words: str) -> None:
    assert sentence(verb, LINE) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quantity": ["2.00", "1000.50"]}, "quantity from 2 to 1000.5"),
        ({"unit_price": ["10", "12.5"]}, "unit price from $10 to $12.50"),
        ({"discount": ["0", "2.5"]}, "discount from 0% to 2.50%"),
        ({"probability": [10, 20], "product": ["A", "B"]}, "probability from 10% to 20%; product from A to B"),
        ({"date": ["2026-09-30", "2026-10-01"]}, "date from Sep 30, 2026 to Oct 1, 2026"),
        ({"stage": ["gone", "proposal"]}, "stage from gone to Proposal"),
        ({"upside": ["", "up"]}, "outlook from as expected to upside"),
        ({"in_forecast": [True, False]}, "no longer in the forecast"),
        ({"in_forecast": [False, True]}, "now in the forecast"),
    ],
)
def test_a_change_in_words(change: dict[str, Any], words: str) -> None:
    told = sentence("revenue.line_changed", LINE | {"changes": change})
    assert told == f"changed the revenue line GTK 500: {words}"
    assert revenue_words.__doc__
