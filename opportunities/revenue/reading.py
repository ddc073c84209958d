"""What the Revenue tab shows, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from opportunities.models import RevenueLine
from opportunities.stages.shown import ShownStage
from prm.core import money


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A revenue line; amounts in the opportunity's currency, `expected` is amount × probability."""

    key: str
    product: str
    day: date
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    probability: int
    stage: ShownStage
    amount: Decimal
    expected: Decimal
    in_forecast: bool
    upside: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole by product line or month: `potential` and `expected` in the opportunity's currency."""

    name: str
    potential: Decimal
    expected: Decimal


def shown_lines(lines: Sequence[RevenueLine], stages: dict[int, ShownStage], decimals: int) -> list[ShownLine]:
    """Lines read with their products, in their order."""
    last = len(lines) - 1
    return [
        ShownLine(
            key=line.key,
            product=line.product.name,
            day=line.date,
            quantity=line.quantity.normalize(),
            unit_price=line.unit_price,
            discount=line.discount,
            probability=line.probability,
            stage=stages[line.stage_id],
            amount=line.amount,
            expected=money.expected(line.amount, line.probability, decimals),
            in_forecast=line.in_forecast,
            upside=line.upside,
            first=number == 0,
            last=number == last,
        )
        for number, line in enumerate(lines)
    ]


def by_product_line(lines: Sequence[RevenueLine], decimals: int) -> list[Share]:
    """Shares of the product lines, the largest first."""
    shares = _shares(lines, lambda line: (line.product.line.name, line.product.line.name), decimals)
    return sorted(shares, key=lambda share: -share.potential)


def by_month(lines: Sequence[RevenueLine], decimals: int) -> list[Share]:
    """Shares of the months, in their order."""
    return _shares(lines, lambda line: (line.date.strftime("%Y-%m"), date_format(line.date, "F Y")), decimals)


def _shares(
    lines: Sequence[RevenueLine], group: Callable[[RevenueLine], tuple[str, str]], decimals: int
) -> list[Share]:
    """Sums by the group's sort value, shown by its name."""
    found: dict[tuple[str, str], list[RevenueLine]] = {}
    for line in lines:
        found.setdefault(group(line), []).append(line)
    return [
        Share(
            name,
            sum((line.amount for line in members), Decimal(0)),
            sum((money.expected(line.amount, line.probability, decimals) for line in members), Decimal(0)),
        )
        for (_, name), members in sorted(found.items(), key=lambda item: item[0])
    ]


def outlook(lines: Sequence[RevenueLine], upside: str) -> Decimal:
    """The sum of the lines marked upside (or downside)."""
    return sum((line.amount for line in lines if line.upside == upside), Decimal(0))
