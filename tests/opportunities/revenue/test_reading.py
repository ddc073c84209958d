from __future__ import annotations

from datetime import date
from decimal import Decimal

from opportunities.models import RevenueLine
from opportunities.revenue.reading import Share, by_month, by_product_line, outlook, shown_lines
from opportunities.stages.shown import ShownStage
from prm.catalog.models import Product, ProductLine

STAGES = {1: ShownStage(pk=1, code="proposal", label="Proposal", progress=60, outcome="open")}


def line(name: str, product_line: str, amount: str, probability: int, day: date, upside: str = "") -> RevenueLine:
    product = Product(name=name, line=ProductLine(name=product_line))
    money = Decimal(amount)
    return RevenueLine(
        key=name, product=product, quantity=Decimal("2.00"), unit_price=money / 2, discount=0, amount=money,
        probability=probability, date=day, stage_id=1, upside=upside,
    )  # fmt: skip


LINES = [
    line("A", "Tablets", "100", 50, date(2027, 1, 5)),
    line("B", "Routers", "50.01", 50, date(2026, 12, 31), "up"),
    line("C", "Routers", "200", 10, date(2027, 1, 31), "down"),
]


def test_lines_in_their_order() -> None:
    shown = shown_lines(LINES, STAGES, 2)
    assert [(row.product, row.first, row.last) for row in shown] == [
        ("A", True, False),
        ("B", False, False),
        ("C", False, True),
    ]
    assert [row.expected for row in shown] == [Decimal(50), Decimal("25.00"), Decimal(20)]
    assert str(shown[0].quantity) == "2"


def test_shares() -> None:
    assert by_product_line(LINES, 2) == [
        Share("Routers", Decimal("250.01"), Decimal("45.00")),
        Share("Tablets", Decimal(100), Decimal(50)),
    ]
    assert by_month(LINES, 2) == [
        Share("December 2026", Decimal("50.01"), Decimal("25.00")),
        Share("January 2027", Decimal(300), Decimal(70)),
    ]


def test_outlook() -> None:
    assert (outlook(LINES, "up"), outlook(LINES, "down"), outlook([], "up")) == (Decimal("50.01"), 200, 0)
