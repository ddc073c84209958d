"""Who may do what with an opportunity: pure predicates over the actor and an opportunity loaded `for_page(actor)`."""

from __future__ import annotations

from typing import Protocol

from prm.core.actor import Actor, Role


class Seen(Protocol):
    """An opportunity as its page loads it."""

    partner_id: int
    am_member: bool
    managed_by: int | None


def may_enter(actor: Actor) -> bool:
    """Partner people enter their company's deals; brand-owner sellers and administrators enter direct ones."""
    return actor.role != Role.CHANNEL_EXECUTIVE


def may_change(actor: Actor, opportunity: Seen) -> bool:
    """The team, the managers of its company, the partner's channel manager and administrators."""
    if actor.role in (Role.ADMINISTRATOR, Role.SYSTEM) or opportunity.am_member:
        return actor.role != Role.CHANNEL_EXECUTIVE
    if actor.role == Role.PARTNER_MANAGER:
        return opportunity.partner_id == actor.organization_id
    return actor.role == Role.CHANNEL_MANAGER and opportunity.managed_by in (actor.person_id, *actor.reports)


def may_move_stage(actor: Actor, opportunity: Seen) -> bool:
    return may_change(actor, opportunity)


def may_read_runs(actor: Actor) -> bool:
    """A partner reads reasons of people who joined and counts of the rest, never the run."""
    return not actor.is_partner
