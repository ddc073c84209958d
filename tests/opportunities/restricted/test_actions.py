from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from opportunities.models import OpportunityHistory
from opportunities.restricted.actions import open_restricted
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import Scene


def test_recorded_with_who_and_when(scene: Scene) -> None:
    deal, ada = entered(scene, "pat", restricted=True), scene.actor("ada")
    with acting_as(ada):
        opportunity = seen(deal, ada)
        assert open_restricted(opportunity, actor=ada)
        assert not open_restricted(opportunity, actor=ada)
        entry = OpportunityHistory.objects.get(verb="restricted.opened")
    assert (entry.opportunity_id, entry.partner_id, entry.private_to) == (deal.pk, deal.partner_id, None)
    assert (entry.person_id, entry.organization_id) == (ada.person_id, ada.organization_id)


def test_a_restriction_lifted_meanwhile_leaves_nothing_to_record(scene: Scene) -> None:
    deal, ada, pat = entered(scene, "pat", restricted=True), scene.actor("ada"), scene.actor("pat")
    with acting_as(ada):
        opportunity = seen(deal, ada)
    with acting_as(pat):
        type(deal).objects.filter(pk=deal.pk).update(restricted=False)
    with acting_as(ada):
        assert not open_restricted(opportunity, actor=ada)


@pytest.mark.parametrize("who", ["pat", "pam"])
def test_nobody_else_opens_it_by_this(scene: Scene, who: str) -> None:
    deal, actor = entered(scene, "pat", restricted=True), scene.actor(who)
    with acting_as(actor), pytest.raises(PermissionDenied):
        open_restricted(seen(deal, actor), actor=actor)
