"""Opportunities for tests, through the verb and through the form."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from opportunities.entry.actions import enter_opportunities
from opportunities.entry.records import Entry, LineEntry
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM, Actor
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from tests.opportunities.scene import TODAY, Scene

Lines = Sequence[tuple[str, str, str]]
# What else may be typed, beside what must be.
LONG = {"contact": "Zoë Ruiz", "email": "zoe@ashgrove.example", "help": ["pricing"], "help_what": "For 500 seats"}
LONG |= {"next_step": "Call", "description": "Two halls,\nand a yard", "type": "renewal", "source": "web"}


def entry_of(scene: Scene, who: str, *, lines: Lines = (), people: Sequence[str] = (), **fields: Any) -> Entry:
    """An entry of somebody: lines as (product, quantity, price), people by name."""
    person = scene.people[who]
    usual = {"name": f"Deal of {who}", "close_date": TODAY + timedelta(days=60), "currency": "USD"}
    return Entry(
        partner_id=person.organization_id,
        person_id=person.pk,
        people=tuple(scene.people[name].pk for name in people),
        lines=tuple(LineEntry(scene.products[name].pk, Decimal(many), Decimal(price)) for name, many, price in lines),
        **usual | fields,
    )


def entered(scene: Scene, who: str, **fields: Any) -> Opportunity:
    """An opportunity of somebody, entered by the system, so that its past can be chosen."""
    with acting_as(SYSTEM):
        return enter_opportunities([entry_of(scene, who, **fields)], actor=SYSTEM)[0]


def seen(opportunity: Opportunity, actor: Actor) -> Opportunity:
    """The opportunity as the actor's page loads it; the caller acts as them."""
    return Opportunity.objects.visible_to(actor).for_page(actor).get(pk=opportunity.pk)


def run_rules() -> int:
    """What the worker would do now; how many events were handled."""
    return work_all()


def typed(scene: Scene, *, lines: Lines = (), people: Sequence[str] = (), **changes: Any) -> dict[str, Any]:
    """What a browser sends for a form filled rightly, but for `changes`; None leaves a field out.

    People are named or given by key, products likewise.
    """
    fields: dict[str, Any] = {
        "entry_key": str(uuid.uuid4()),
        "name": "Line 3 routers",
        "account": "Ashgrove Steel",
        "account_key": "",
        "contact": "",
        "email": "",
        "source": "trade_show",
        "type": "new",
        "currency": "USD",
        "close_date": str(TODAY + timedelta(days=60)),
        "people": [scene.people[name].key if name in scene.people else name for name in people],
        "lines-TOTAL_FORMS": str(len(lines) + 1),
        "lines-INITIAL_FORMS": "0",
    }
    for number, (product, quantity, price) in enumerate(lines):
        known = scene.products.get(product)
        fields[f"lines-{number}-product"] = known.key if known else product
        fields[f"lines-{number}-quantity"] = quantity
        fields[f"lines-{number}-unit_price"] = price
    return {name: value for name, value in (fields | changes).items() if value is not None}
