"""What happens to opportunities that apps above may care about.

`by` is the person who did it; None where nobody did, because the rules or an import did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prm.core.actor import Actor
from prm.core.outbox.events import Event
from prm.core.outbox.publish import publish


@dataclass(frozen=True, slots=True)
class OpportunityEntered(Event):
    """A new opportunity is committed, with its primary on the team.

    `brought_in`: the system entered it for somebody, as an import does; people are not told of what was known before.
    """

    opportunity_id: int
    brought_in: bool = False


@dataclass(frozen=True, slots=True)
class MembersAdded(Event):
    """People joined the Sales Team, at entry, by hand or by the rules; who entered it is not among them."""

    opportunity_id: int
    people: tuple[int, ...]
    by: int | None


@dataclass(frozen=True, slots=True)
class PrimaryHanded(Event):
    """Somebody is primary in place of somebody else; `how` is on, over (to the brand owner) or back (to the partner).

    It is the only event of the hand-over, also where it put the new primary on the team.
    """

    opportunity_id: int
    person: int
    former: int
    how: str
    by: int | None


@dataclass(frozen=True, slots=True)
class OpportunityClosed(Event):
    """It is won or lost, as `outcome` says; `confirmed` where the brand owner confirmed a win that waited for it."""

    opportunity_id: int
    outcome: str
    confirmed: bool
    by: int | None


@dataclass(frozen=True, slots=True)
class WinAsked(Event):
    """A partner closed it as won, and the brand owner has to confirm that."""

    opportunity_id: int
    by: int | None


@dataclass(frozen=True, slots=True)
class WinReturned(Event):
    """The brand owner did not confirm the win that `asked_by` asked for, and said why."""

    opportunity_id: int
    asked_by: int
    primary: int
    reason: str
    by: int | None


# How long after a change rules run again: what is changed until then is looked at together.
SETTLING = timedelta(seconds=10)
# As many events are written by one statement.
CHUNK = 500
PLACE = ("territory", "country", "region", "postal_code", "industry", "employees")
# What changed → what rules may ask for that changes with it.
TOUCHED = {
    "account": ("account", *PLACE),
    "amount": ("amount",),
    "currency": ("currency", "amount"),
    "lines": ("product", "product_line", "amount"),
    "reopened": ("stage", "reopened"),
    "source": ("source",),
    "stage": ("stage",),
    "type": ("type",),
    "unlocked": ("unlocked",),
}


@dataclass(frozen=True, slots=True)
class OpportunityChanged(Event):
    """Something changed that assignment rules may ask for; `at` is when, as ISO text. Comes after `SETTLING`."""

    opportunity_id: int
    attributes: tuple[str, ...]
    at: str


def tell_changes_of_many(ids: Sequence[int], attributes: Iterable[str], *, actor: Actor, at: str) -> None:
    """Publish the same change of each of these opportunities: one of a customer or a partner that rules may ask for."""
    names = tuple(sorted(attributes))
    for start in range(0, len(ids), CHUNK):
        events = [OpportunityChanged(pk, names, at) for pk in ids[start : start + CHUNK]]
        publish(*events, actor=actor, delay=SETTLING)


def tell_changes(opportunity_id: int, changed: Iterable[str], *, actor: Actor, at: datetime) -> None:
    """Publish what rules may ask for of what changed, by names of fields; nothing where they ask for none of it."""
    attributes = {attribute for field in changed for attribute in TOUCHED.get(field, ())}
    if attributes:
        event = OpportunityChanged(opportunity_id, tuple(sorted(attributes)), at.isoformat())
        publish(event, actor=actor, delay=SETTLING)
