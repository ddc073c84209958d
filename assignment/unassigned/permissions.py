"""Who looks after opportunities that nobody was found for."""

from __future__ import annotations

from collections.abc import Collection

from prm.core.actor import Actor, Role


def may_read_unassigned(actor: Actor, owned_groups: Collection[int]) -> bool:
    """Channel managers, administrators and owners of rule groups."""
    leads = actor.role in (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR)
    return actor.is_brand_owner and (leads or bool(owned_groups))
