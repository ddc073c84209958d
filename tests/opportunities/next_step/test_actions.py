from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from opportunities.models import OpportunityHistory
from opportunities.next_step.actions import set_next_step
from opportunities.stages.actions import Changed
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import TODAY, Scene

pytestmark = pytest.mark.django_db


def test_deal_makes_progress_and_the_history_tells_both(scene: Scene) -> None:
    deal, actor = entered(scene, "pat", next_step="Call"), scene.actor("pat")
    with acting_as(actor):
        loaded = seen(deal, actor)
        assert set_next_step(loaded, actor=actor, version=loaded.version, next_step=" Visit ")
        assert not set_next_step(loaded, actor=actor, version=loaded.version, next_step="Visit")
        told = OpportunityHistory.objects.of(deal).get(verb="opportunity.changed")
    assert told.parameters["changes"] == {"next_step": ["Call", "Visit"]}
    assert (loaded.next_step, loaded.last_progress_on, loaded.version) == ("Visit", TODAY, deal.version + 1)


def test_old_version_changes_nothing(scene: Scene) -> None:
    deal, actor = entered(scene, "pat"), scene.actor("pat")
    with acting_as(actor), pytest.raises(Changed):
        set_next_step(seen(deal, actor), actor=actor, version=deal.version + 1, next_step="Visit")


def test_executive_changes_nothing(scene: Scene) -> None:
    deal, actor = entered(scene, "pat"), scene.actor("eve")
    with acting_as(actor), pytest.raises(PermissionDenied):
        set_next_step(seen(deal, actor), actor=actor, version=deal.version, next_step="Visit")
    with acting_as(SYSTEM):
        assert not OpportunityHistory.objects.of(deal).filter(verb="opportunity.changed").exists()
