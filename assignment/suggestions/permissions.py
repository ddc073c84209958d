"""Who is told whom assignment would take, and adds them."""

from __future__ import annotations

from opportunities.models import Opportunity
from opportunities.team.permissions import may_add_people
from prm.core.actor import Actor


def may_suggest(actor: Actor, opportunity: Opportunity) -> bool:
    """The brand owner's people who may add agents; a partner never reads who could have come."""
    return actor.is_brand_owner and may_add_people(actor, opportunity)


def is_assignable(opportunity: Opportunity) -> bool:
    """Rules are asked for open opportunities that nobody locked."""
    return opportunity.stage.is_open and not opportunity.assignment_locked
