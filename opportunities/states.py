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
    present = OpportunityState.objects.of(opportunity).filter(until=None)
    began = present.values_list("since", flat=True).first()
    # One that was entered as closed today counts from the end of its path, which may be later than now.
    at = max(at, began) if began else at
    present.update(until=at)
    present_state(opportunity, at).save()
