from __future__ import annotations

from django.utils import timezone

from opportunities.history.actions import entry, record
from opportunities.models import OpportunityHistory
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene


def test_an_entry_carries_its_parents_partner_and_who_did_it(scene: Scene) -> None:
    opportunity, pat = entered(scene, "pat"), scene.actor("pat")
    row = entry(opportunity, "stage.moved", actor=pat, at=timezone.now(), before="prospecting", after="won", days=3)
    assert (row.opportunity_id, row.partner_id) == (opportunity.pk, opportunity.partner_id)
    assert (row.person_id, row.organization_id) == (pat.person_id, pat.organization_id)
    assert row.parameters == {"before": "prospecting", "after": "won", "days": 3}
    assert row.pk is None


def test_recording_saves_one_row(scene: Scene) -> None:
    opportunity, pat = entered(scene, "pat"), scene.actor("pat")
    with acting_as(pat):
        before = OpportunityHistory.objects.of(opportunity).count()
        record(opportunity, "opportunity.entered", actor=pat, at=timezone.now())
        assert OpportunityHistory.objects.of(opportunity).count() == before + 1
