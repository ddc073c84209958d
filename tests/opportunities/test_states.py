from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from opportunities.models import OpportunityState
from opportunities.states import present_state, restate
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene


def test_restating_ends_the_present_state_where_the_new_one_begins(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal(100))
    at = timezone.now() + timedelta(hours=1)
    opportunity.amount_company, opportunity.probability = Decimal(250), 75
    with acting_as(SYSTEM):
        restate(opportunity, at)
        states = OpportunityState.objects.of(opportunity).order_by("since")
        assert [(row.amount_company, row.probability, row.until) for row in states] == [(100, 10, at), (250, 75, None)]
        assert states[1].since == at


def test_a_state_holds_what_the_opportunity_counts_for(scene: Scene) -> None:
    opportunity = entered(scene, "pat", amount=Decimal(100), stage="proposal")
    state = present_state(opportunity, timezone.now())
    assert (state.partner_id, state.stage_id) == (opportunity.partner_id, opportunity.stage_id)
    assert (state.amount_company, state.probability, state.close_date) == (100, 50, opportunity.close_date)
    assert state.until is None
