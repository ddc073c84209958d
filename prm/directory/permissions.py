"""Who may change the directory."""

from __future__ import annotations

from prm.core.actor import Actor, Role


def may_administer(actor: Actor) -> bool:
    """Organizations, people, territories: administrators and the system (set-up, imports)."""
    return actor.role in (Role.ADMINISTRATOR, Role.SYSTEM)
