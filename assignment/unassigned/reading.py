"""What waits for somebody, oldest first, with the reason in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assignment.explanations import explain
from assignment.models import Unassigned
from assignment.models.unassigned import UnassignedQuerySet
from assignment.suggestions.permissions import is_assignable, may_suggest
from opportunities.models import Opportunity
from prm.core.actor import Actor
from prm.core.keyset import Page, Sort, instant
from prm.directory.paging import page_of

OLDEST = Sort("since", "since")
VALUES = ("key", "opportunity_id", "group__name", "since", "tried_at", "reason")


@dataclass(frozen=True, slots=True)
class Row:
    """One opportunity and group; `tried_at` is None where it was tried once only."""

    opportunity_key: str
    opportunity: str
    customer: str
    partner: str
    side: str
    group: str
    since: datetime
    tried_at: datetime | None
    why: str
    may_suggest: bool


def waiting_for(actor: Actor, owned_groups: Collection[int]) -> UnassignedQuerySet:
    """What the actor is to look after; Home counts it."""
    return Unassigned.objects.visible_to(actor).waiting().answered_by(actor, owned_groups)


def unassigned_page(found: UnassignedQuerySet, cursor: str, actor: Actor) -> Page[Row]:
    """25 of them from the cursor on: two statements."""
    page = page_of(found.values(*VALUES), OLDEST, cursor, typed=instant)
    ids = [values["opportunity_id"] for values in page.rows]
    deals = Opportunity.objects.visible_to(actor).for_page(actor).in_bulk(ids) if ids else {}
    rows = [
        _row(values, deals[values["opportunity_id"]], actor)
        for values in page.rows
        if values["opportunity_id"] in deals
    ]
    return Page(rows, page.next_cursor, page.previous_cursor)


def _row(values: dict[str, Any], deal: Opportunity, actor: Actor) -> Row:
    return Row(
        opportunity_key=deal.key,
        opportunity=deal.name,
        customer=deal.account.name if deal.account else "",
        partner=deal.partner.name,
        side=deal.partner.kind,
        group=values["group__name"],
        since=values["since"],
        tried_at=values["tried_at"] if values["tried_at"] > values["since"] else None,
        why=explain(values["reason"], "", actor).text,
        may_suggest=may_suggest(actor, deal) and is_assignable(deal),
    )
