"""Who may enter and edit accounts: pure predicates over the actor and an account loaded `for_page`."""

from __future__ import annotations

from typing import Protocol

from prm.core.actor import Actor, Role


class Seen(Protocol):
    """An account as its page loads it."""

    is_only_ours: bool
    is_ours: bool


def may_enter_account(actor: Actor) -> bool:
    """Both companies' people enter customers; executives read."""
    return actor.role != Role.CHANNEL_EXECUTIVE


def may_edit_account(actor: Actor, account: Seen) -> bool:
    """A partner edits what is its company's alone; the rest is in the brand owner's care."""
    if actor.is_partner:
        return account.is_only_ours
    return may_enter_account(actor)


def may_enter_contact(actor: Actor, account: Seen) -> bool:
    """A partner knows people at customers that it works with itself, not those of companies below it."""
    return account.is_ours if actor.is_partner else may_enter_account(actor)


def may_read_partners(actor: Actor) -> bool:
    """Which partners work with an account is for the brand owner alone."""
    return actor.is_brand_owner
