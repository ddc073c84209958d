"""What apps above offer on the Sales Team of an opportunity: the team knows where a link leads, never what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from opportunities.models import Member, Opportunity
from prm.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """One thing to do, or to read, beside the team."""

    label: str
    url: str
    icon: str


Offer = Callable[[Opportunity, Actor], list[Link]]
OthersUrl = Callable[[Opportunity, Member, Actor], str]
_offers: list[Offer] = []
_others: list[OthersUrl] = []


def offered_beside_team(offer: Offer) -> Offer:
    """Register a function of (opportunity loaded `for_page`, reader) that starts no query."""
    if offer not in _offers:
        _offers.append(offer)
    return offer


def tells_others(address: OthersUrl) -> OthersUrl:
    """Register the function that says where a reader finds who else was considered; empty for who may not know."""
    _others[:] = [address]
    return address


def links(opportunity: Opportunity, actor: Actor) -> list[Link]:
    return [link for offer in _offers for link in offer(opportunity, actor)]


def others_url(opportunity: Opportunity, member: Member, actor: Actor) -> str:
    return _others[0](opportunity, member, actor) if _others else ""
