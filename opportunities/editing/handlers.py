"""Follows up what the directory tells of customers and partners: where an opportunity is hangs on both."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from opportunities.editing.placing import place_again
from opportunities.events import tell_changes_of_many
from prm.core.actor import SYSTEM
from prm.core.outbox.events import handles
from prm.directory.events import PLACE, AccountChanged, OrganizationChanged


@handles(AccountChanged)
def place_deals_of_account(event: AccountChanged, outbox_id: int) -> None:
    """A customer with another address may be in another territory."""
    if not set(PLACE).isdisjoint(event.changed):
        _place(Q(account_id=event.account_id), event.at)


@handles(OrganizationChanged)
def place_deals_of_organization(event: OrganizationChanged, outbox_id: int) -> None:
    """So may be the deals of a partner whose customer has no territory of its own."""
    if not {*PLACE, "territory_id"}.isdisjoint(event.changed):
        _place(Q(partner_id=event.organization_id), event.at)


def _place(of: Q, at: str) -> None:
    moved = place_again(of, actor=SYSTEM, at=datetime.fromisoformat(at))
    tell_changes_of_many(moved, ["territory"], actor=SYSTEM, at=at)
