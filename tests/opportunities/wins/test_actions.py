from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from opportunities.models import Opportunity, OpportunityState, Stage
from opportunities.stages.actions import Changed, move_stage
from opportunities.wins.actions import confirm_win, return_win, withdraw_win
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import Scene


@pytest.fixture
def asked(scene: Scene) -> Opportunity:
    with acting_as(SYSTEM):
        Stage.objects.filter(code="won").update(confirmed_by_brand_owner=True)
    deal = entered(scene, "pat", stage="negotiation", amount=Decimal(100))
    pat = scene.actor("pat")
    with acting_as(pat):
        won = Stage.objects.get(code="won")
        assert move_stage(seen(deal, pat), actor=pat, stage=won, version=1, amount=Decimal(120))
    return deal


def test_what_was_filled_in_is_kept_while_it_waits(scene: Scene, asked: Opportunity) -> None:
    with acting_as(SYSTEM):
        stored = Opportunity.objects.select_related("stage").get(pk=asked.pk)
        assert (stored.amount, stored.stage.code, stored.closed_on) == (120, "negotiation", None)
        assert (stored.win_asked_by_id, stored.version) == (scene.people["pat"].pk, 2)


def test_it_counts_from_the_confirmation_on(scene: Scene, asked: Opportunity) -> None:
    bea = scene.actor("bea")
    with acting_as(bea):
        assert confirm_win(seen(asked, bea), actor=bea, version=2)
        assert not confirm_win(seen(asked, bea), actor=bea, version=3)
        stored = Opportunity.objects.get(pk=asked.pk)
        assert (stored.probability, stored.win_asked_at, stored.expected_company) == (100, None, 120)
        assert OpportunityState.objects.of(asked).get(until=None).probability == 100


def test_changed_meanwhile(scene: Scene, asked: Opportunity) -> None:
    bea = scene.actor("bea")
    with acting_as(bea), pytest.raises(Changed):
        confirm_win(seen(asked, bea), actor=bea, version=1)


def test_only_what_waits_is_returned_or_taken_back(scene: Scene) -> None:
    deal = entered(scene, "pat")
    pat, bea = scene.actor("pat"), scene.actor("bea")
    with acting_as(bea), pytest.raises(PermissionDenied):
        return_win(seen(deal, bea), actor=bea, version=1, reason="No")
    with acting_as(pat), pytest.raises(PermissionDenied):
        withdraw_win(seen(deal, pat), actor=pat, version=1)
