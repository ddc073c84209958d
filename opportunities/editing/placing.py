"""The territory of opportunities whose customer or partner moved: that of the first's address, else the second's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from opportunities.history.actions import entry
from opportunities.models import Opportunity, OpportunityHistory
from prm.core.actor import Actor
from prm.directory.models import Account, Organization, Territory
from prm.directory.places import TerritoryMap

CHUNK = 500


def territory_of(partner: Organization, account: Account | None, territories: TerritoryMap) -> int | None:
    """Id of the territory that an opportunity of these two is in; None where no area covers them."""
    found = territories.find(account) if account else None
    return found or partner.territory_id or territories.find(partner)


def place_again(of: Q, *, actor: Actor, at: datetime) -> list[int]:
    """Work out the territory of open opportunities anew; the ids of those that are in another one now.

    Closed ones keep the one in which they were won or lost. The caller's transaction, in chunks by id.
    """
    territories, moved, after = TerritoryMap.load(), list[int](), 0
    names = dict(Territory.objects.values_list("pk", "name"))
    while rows := _open_ones(of, after):
        moved += _place(rows, territories, names, actor, at)
        after = rows[-1].pk
    return moved


def _open_ones(of: Q, after: int) -> list[Opportunity]:
    """The next chunk, held in the order of ids, as whoever else holds several does."""
    rows = Opportunity.objects.valid().open().filter(of, pk__gt=after).select_related("partner", "account")
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk")[:CHUNK])


def _place(
    rows: Sequence[Opportunity], territories: TerritoryMap, names: dict[int, str], actor: Actor, at: datetime
) -> list[int]:
    moved, told = [], []
    for row in rows:
        before, found = row.territory_id, territory_of(row.partner, row.account, territories)
        if before != found:
            row.territory_id = found
            moved.append(row)
            words = {"before": names.get(before or 0, ""), "after": names.get(found or 0, "")}
            told.append(entry(row, "opportunity.placed", actor=actor, at=at, **words))
    Opportunity.objects.bulk_update(moved, ["territory"])
    OpportunityHistory.objects.bulk_create(told)
    return [row.pk for row in moved]
