"""Who works on possible duplicates."""

from __future__ import annotations

from prm.core.actor import Actor
from prm.directory.accounts.permissions import may_enter_account


def may_read_pairs(actor: Actor) -> bool:
    """A pair may join the accounts of two partners, so it is for the brand owner alone."""
    return actor.is_brand_owner


def may_judge_pairs(actor: Actor) -> bool:
    """Whoever keeps accounts at the brand owner."""
    return may_read_pairs(actor) and may_enter_account(actor)
