"""Who looks after the outbox."""

from __future__ import annotations

from prm.core.actor import Actor, Role


def may_retry(actor: Actor) -> bool:
    return actor.role in (Role.ADMINISTRATOR, Role.SYSTEM)
