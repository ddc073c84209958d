"""Reference data made by hand, for what is pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from opportunities.entry.records import Entry, LineEntry
from opportunities.entry.reference import ReferenceData
from opportunities.models import Stage
from prm.catalog.conversion import Converter
from prm.catalog.models import Currency
from prm.directory.places import Area, TerritoryMap

TODAY = date(2026, 11, 24)
OHIO, BAVARIA = 31, 32
STAGES = (("prospecting", 10, "open"), ("proposal", 50, "open"), ("won", 100, "won"), ("lost", 0, "lost"))


def reference_data() -> ReferenceData:
    """Four stages, one source, one loss reason, two territories; dollars with euros, yen and dinars."""
    rates = {
        "EUR": [(date(2026, 1, 1), Decimal("1.10")), (date(2026, 7, 1), Decimal("1.20"))],
        "JPY": [(date(2026, 1, 1), Decimal("0.0066"))],
        "KWD": [(date(2026, 1, 1), Decimal("3.25"))],
    }
    decimals = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3, "GBP": 2}
    return ReferenceData(
        stages={
            code: Stage(pk=pk, code=code, name=code.title(), probability=probability, outcome=outcome)
            for pk, (code, probability, outcome) in enumerate(STAGES, 1)
        },
        sources={"trade_show": 11},
        loss_reasons={"price": 21},
        territories=TerritoryMap.of(
            [Area(OHIO, "united states", "oh", "", ""), Area(BAVARIA, "germany", "bavaria", "", "")]
        ),
        converter=Converter(Currency(code="USD", decimals=2, is_company=True), decimals, rates),
        time_zone="America/Chicago",
    )


def line(quantity: str = "1", price: str = "100", discount: str = "0", product: int = 7) -> LineEntry:
    return LineEntry(product, Decimal(quantity), Decimal(price), Decimal(discount))


def an_entry(**fields: Any) -> Entry:
    usual = {
        "name": "Line 3 routers",
        "partner_id": 1,
        "person_id": 2,
        "close_date": date(2027, 1, 31),
        "currency": "USD",
    }
    return Entry(**usual | fields)
