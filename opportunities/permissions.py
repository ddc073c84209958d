"""Who may do what with an opportunity: pure predicates over the actor and an opportunity loaded `for_page(actor)`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from prm.core.actor import Actor, Role


class Seen(Protocol):
    """An opportunity as its page loads it."""

    partner_id: int
    primary_person_id: int
    am_member: bool
    managed_by: int | None
    entered_in_error: bool
    restricted: bool
    win_asked_at: datetime | None
    closed_on: date | None


def may_enter(actor: Actor) -> bool:
    """Partner people enter their company's deals; brand-owner sellers and administrators enter direct ones."""
    return actor.role != Role.CHANNEL_EXECUTIVE


def may_list_team(actor: Actor) -> bool:
    """My Team's is for people to whom somebody reports, and for channel managers, who may get reports any day."""
    return bool(actor.reports) or actor.role == Role.CHANNEL_MANAGER


def may_list_all(actor: Actor) -> bool:
    """Reps and agents see the opportunities of their teams only, which the other lists show."""
    return actor.role not in (Role.PARTNER_REP, Role.SALES_AGENT)


def may_change(actor: Actor, opportunity: Seen) -> bool:
    """The team, the managers of its company, the partner's channel manager and administrators."""
    if actor.role in (Role.ADMINISTRATOR, Role.SYSTEM) or opportunity.am_member:
        return actor.role != Role.CHANNEL_EXECUTIVE
    if actor.role == Role.PARTNER_MANAGER:
        return opportunity.partner_id == actor.organization_id
    return actor.role == Role.CHANNEL_MANAGER and opportunity.managed_by in (actor.person_id, *actor.reports)


def may_edit(actor: Actor, opportunity: Seen) -> bool:
    """Those who may change it, but not while it waits to be confirmed as won, nor once it was entered in error."""
    return may_change(actor, opportunity) and opportunity.win_asked_at is None and not opportunity.entered_in_error


def may_plan(actor: Actor, opportunity: Seen) -> bool:
    """Say what happens next, as long as something does: a closed deal has no next step."""
    return may_edit(actor, opportunity) and opportunity.closed_on is None


def may_move_stage(actor: Actor, opportunity: Seen) -> bool:
    return may_edit(actor, opportunity)


def may_confirm_wins(actor: Actor) -> bool:
    """The brand owner's channel managers and administrators, as far as they are asked."""
    return actor.role in (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR)


def may_confirm_win(actor: Actor, opportunity: Seen) -> bool:
    """The brand owner's channel managers of this partner and administrators, while somebody waits for it."""
    return may_confirm_wins(actor) and opportunity.win_asked_at is not None and may_change(actor, opportunity)


def may_withdraw_win(actor: Actor, opportunity: Seen) -> bool:
    """The partner's side takes back what it asked the brand owner to confirm."""
    return actor.is_partner and opportunity.win_asked_at is not None and may_change(actor, opportunity)


def leads(actor: Actor, opportunity: Seen) -> bool:
    """The primary, the managers of the deal's company, administrators."""
    if actor.role in (Role.ADMINISTRATOR, Role.SYSTEM) or opportunity.primary_person_id == actor.person_id:
        return actor.role != Role.CHANNEL_EXECUTIVE
    return actor.role == Role.PARTNER_MANAGER and opportunity.partner_id == actor.organization_id


def may_restrict(actor: Actor, opportunity: Seen) -> bool:
    """Keep it to its team, or open it again."""
    return leads(actor, opportunity) and not opportunity.entered_in_error


def may_open_restricted(actor: Actor) -> bool:
    """Who else sees a restricted opportunity is on its team or manages its company, and opens it like any other."""
    return actor.role == Role.ADMINISTRATOR


def is_recorded_reading(actor: Actor, opportunity: Seen) -> bool:
    """Whether the actor sees a restricted opportunity for no other reason than being an administrator."""
    return may_open_restricted(actor) and opportunity.restricted and not opportunity.am_member


def may_lock(actor: Actor, opportunity: Seen) -> bool:
    """Keep assignment rules away: the brand owner's channel managers and administrators."""
    if actor.role not in (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR, Role.SYSTEM):
        return False
    return may_change(actor, opportunity) and not opportunity.entered_in_error


def may_mark_in_error(actor: Actor, opportunity: Seen) -> bool:
    """Take it out of every figure, or back in."""
    manages = actor.role == Role.CHANNEL_MANAGER and may_change(actor, opportunity)
    return leads(actor, opportunity) or manages


def may_read_runs(actor: Actor) -> bool:
    """A partner reads reasons of people who joined and counts of the rest, never the run."""
    return not actor.is_partner
