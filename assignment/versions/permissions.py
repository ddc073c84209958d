"""Who may put rules in force."""

from __future__ import annotations

from prm.core.actor import Actor
from prm.directory.permissions import may_administer


def may_publish(actor: Actor) -> bool:
    """Administrators: a version holds the rules of all groups, those of other owners too."""
    return may_administer(actor)
