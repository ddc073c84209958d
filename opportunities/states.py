"""The chain of states that gives the pipeline of any day."""

from __future__ import annotations

from datetime import datetime

from opportunities.models import Opportunity, OpportunityState
from opportunities.models.child import new


def present_state(opportunity: Opportunity, since: datetime) -> OpportunityState:
    """An unsaved state that holds from `since` on."""
    return new(
        OpportunityState,
        opportunity,
        since=since,
        stage_id=opportunity.stage_id,
        amount_company=opportunity.amount_company,
        probability=opportunity.probability,
        close_date=opportunity.close_date,
    )


def restate(opportunity: Opportunity, at: datetime) -> None:
    """End the present state and begin one with what the opportunity counts for now."""
    OpportunityState.objects.of(opportunity).filter(until=None).update(until=at)
    present_state(opportunity, at).save()
