"""Members whom rules would no longer choose: taken off or marked, whatever their number in the same statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from opportunities.team.rule_leavers import UNQUALIFIED, give_lead, mark_by_rule, take_off_by_rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, Scene


def given(scene: Scene, **fields: object) -> Opportunity:
    """A deal that rules gave Bea and Abe, as they left it."""
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")], **fields)
    run_rules()
    return deal


def verbs(deal: Opportunity) -> list[str]:
    rows = OpportunityHistory.objects.of(deal).filter(verb__startswith="assignment.").order_by("pk")
    return list(rows.values_list("verb", flat=True))


def test_taking_off_ends_the_membership_and_tells(scene: Scene) -> None:
    deal, other = given(scene), given(scene)
    abe, pat = scene.people["abe"], scene.people["pat"]
    with acting_as(SYSTEM):
        leaving = {(deal.pk, abe.pk): "removed_required", (deal.pk, pat.pk): "not_considered"}
        take_off_by_rule([deal, other], leaving, at=timezone.now())
        assert not Member.objects.of(deal).filter(person=abe).exists()
        assert Member.objects.of(deal).filter(person=pat).exists()  # who entered it is no rule's to take off
        assert Member.objects.of(other).filter(person=abe).exists()
        assert MemberPeriod.objects.of(deal).get(person=abe).until is not None
        assert MemberPeriod.objects.of(other).get(person=abe).until is None
        assert verbs(deal) == ["assignment.added", "assignment.removed"]
        assert verbs(other) == ["assignment.added"]


def test_a_mark_is_told_once_and_goes_again(scene: Scene) -> None:
    deal, abe = given(scene), scene.people["abe"]
    with acting_as(SYSTEM):
        for why in ("removed_required", "removed_required", "removed_capacity"):
            mark_by_rule([deal], {(deal.pk, abe.pk): why}, at=timezone.now())
        assert Member.objects.of(deal).get(person=abe).reason[UNQUALIFIED] == "removed_capacity"
        mark_by_rule([deal], {}, at=timezone.now())
        reason = Member.objects.of(deal).get(person=abe).reason
        assert UNQUALIFIED not in reason
        assert reason["code"] == "rule"
        assert verbs(deal) == ["assignment.added", "assignment.unqualified"]


def test_a_lead_is_given_only_where_nobody_leads(scene: Scene) -> None:
    led, unled, bea = given(scene), given(scene), scene.people["bea"]
    with acting_as(SYSTEM):
        Member.objects.of(unled).update(is_lead=False)
        give_lead([led.pk, unled.pk], {led.pk: bea.pk, unled.pk: bea.pk})
        leads = dict(Member.objects.filter(is_lead=True).values_list("opportunity_id", "person_id"))
    assert leads == {led.pk: scene.people["abe"].pk, unled.pk: bea.pk}


@pytest.mark.parametrize("verb", [take_off_by_rule, mark_by_rule])
def test_many_cost_as_many_statements_as_one(scene: Scene, verb: Callable[..., None]) -> None:
    def cost(count: int) -> int:
        deals = [given(scene) for _ in range(count)]
        places = {(deal.pk, scene.people[name].pk): "removed_required" for deal in deals for name in ("abe", "bea")}
        with acting_as(SYSTEM), CaptureQueriesContext(connection) as queries:
            verb(deals, places, at=timezone.now())
        return len(queries)

    assert cost(1) == cost(3)
