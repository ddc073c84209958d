"""Writing the history: the verbs call this in their own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from opportunities.models import OpportunityHistory
from opportunities.models.child import new
from prm.core.actor import Actor


def entry(opportunity: Any, verb: str, *, actor: Actor, at: datetime, **parameters: Any) -> OpportunityHistory:
    """An unsaved history row; parameters are JSON values, people as `{"person": id}`."""
    return new(
        OpportunityHistory,
        opportunity,
        verb=verb,
        at=at,
        person_id=actor.person_id,
        organization_id=actor.organization_id,
        parameters=parameters,
    )


def record(opportunity: Any, verb: str, *, actor: Actor, at: datetime, **parameters: Any) -> None:
    """Save one history row."""
    entry(opportunity, verb, actor=actor, at=at, **parameters).save()
