"""Who may rename, share or delete a saved search."""

from __future__ import annotations

from typing import Protocol

from prm.core.actor import Actor, Role


class Saved(Protocol):
    """A saved search that the actor sees."""

    person_id: int
    organization_id: int
    shared: bool


def may_change(actor: Actor, search: Saved) -> bool:
    """Whoever saved it; shared ones of people who left, too, whoever manages the company's people."""
    if actor.is_system or search.person_id == actor.person_id:
        return True
    manages = actor.role in (Role.PARTNER_MANAGER, Role.ADMINISTRATOR)
    return manages and search.shared and search.organization_id == actor.organization_id
