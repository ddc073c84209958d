"""Revenue lines for tests: values of a line, and what a browser sends for one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from opportunities.models import Opportunity, RevenueLine
from opportunities.revenue.actions import LineValues, add_line
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import seen
from tests.opportunities.scene import ROUTER, TODAY, Scene


def values_of(scene: Scene, opportunity: Opportunity, product: str = ROUTER, **changes: Any) -> LineValues:
    """Two of a product for 100 each, as likely as the opportunity."""
    usual = LineValues(
        product_id=scene.products[product].pk,
        quantity=Decimal(2),
        unit_price=Decimal(100),
        discount=Decimal(0),
        date=TODAY,
        probability=opportunity.probability,
        stage_id=opportunity.stage_id,
    )
    return replace(usual, **changes)


def line_of(scene: Scene, opportunity: Opportunity, **changes: Any) -> RevenueLine:
    """A stored line of an opportunity."""
    with acting_as(SYSTEM):
        return add_line(seen(opportunity, SYSTEM), actor=SYSTEM, values=values_of(scene, opportunity, **changes))


def typed_line(scene: Scene, product: str = ROUTER, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a line filled rightly, but for `changes`; None leaves a field out."""
    fields: dict[str, Any] = {
        "product": scene.products[product].key if product in scene.products else product,
        "quantity": "2",
        "unit_price": "100",
        "discount": "",
        "date": TODAY.isoformat(),
        "stage": "prospecting",
        "probability": "10",
        "upside": "",
        "in_forecast": "on",
        "version": "",
    } | changes
    return {f"line-{name}": value for name, value in fields.items() if value is not None}
