"""Delegated administration: a rule group may belong to somebody who is no administrator."""

from __future__ import annotations

from assignment.models import RuleGroup
from prm.core.actor import Actor


def owned_groups(actor: Actor) -> list[int]:
    """Ids of the rule groups of somebody of the brand owner; of a partner's people none, whom it isn't asked for."""
    if not actor.is_brand_owner or actor.person_id is None:
        return []
    return list(RuleGroup.objects.filter(owner_id=actor.person_id).values_list("pk", flat=True))
