"""Follows up what the catalog tells of exchange rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from opportunities.rates.actions import Correction, recompute_amounts
from prm.catalog.events import RateCorrected
from prm.core.actor import SYSTEM
from prm.core.outbox.events import handles
from prm.core.outbox.publish import publish


@handles(RateCorrected)
def recompute(event: RateCorrected, outbox_id: int) -> None:
    """One chunk; the rest is an event of its own, in the same transaction."""
    correction = Correction(
        currency=event.currency,
        former=Decimal(event.former),
        since=date.fromisoformat(event.since),
        until=date.fromisoformat(event.until) if event.until else None,
    )
    after = recompute_amounts(correction, actor=SYSTEM, after=event.after)
    if after is not None:
        publish(replace(event, after=after), actor=SYSTEM)
