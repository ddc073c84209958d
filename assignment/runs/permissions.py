"""Who reads runs. A run is seen by who sees its opportunity; the list of all is for who answers for the rules."""

from __future__ import annotations

from collections.abc import Collection

from opportunities.permissions import may_read_runs
from prm.core.actor import Actor, Role

__all__ = ["may_list_runs", "may_read_runs"]


def may_list_runs(actor: Actor, owned_groups: Collection[int]) -> bool:
    """Administrators, and owners of rule groups."""
    return actor.role == Role.ADMINISTRATOR or (actor.is_brand_owner and bool(owned_groups))
