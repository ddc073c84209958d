"""Rows below an opportunity carry its partner, and the database keeps it so."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from opportunities.models import HelpRequest, Member, MemberPeriod, Opportunity, OpportunityState, RevenueLine
from opportunities.models.child import new
from opportunities.states import present_state
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import CARDINAL, HARBORLINE, ROUTER, Scene


def help_request(deal: Opportunity, scene: Scene) -> HelpRequest:
    return new(HelpRequest, deal, kind="pricing", asked_by=scene.people["pat"], asked_at=timezone.now())


def test_a_child_is_made_of_its_opportunity(scene: Scene) -> None:
    deal = entered(scene, "pat")
    row = help_request(deal, scene)
    assert (row.opportunity_id, row.partner_id) == (deal.pk, scene.organizations[CARDINAL].pk)


def test_a_child_with_another_partner_is_refused(scene: Scene) -> None:
    row = help_request(entered(scene, "pat"), scene)
    row.partner = scene.organizations[HARBORLINE]
    with acting_as(SYSTEM), transaction.atomic():
        row.save()
        with pytest.raises(IntegrityError, match="help_request_of_partner"):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_a_partner_cannot_write_below_another_ones_deal(scene: Scene) -> None:
    row, olga = help_request(entered(scene, "pat"), scene), scene.actor("olga")
    with acting_as(olga), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save()


def test_children_move_with_their_opportunity(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(partner=scene.organizations[HARBORLINE])
        connection.check_constraints()
        for model in (Member, MemberPeriod, RevenueLine, OpportunityState):
            assert {row.partner_id for row in model.objects.filter(opportunity_id=deal.pk)} == {
                scene.organizations[HARBORLINE].pk
            }


def test_somebody_is_on_a_team_once(scene: Scene) -> None:
    deal = entered(scene, "pat")
    again = new(Member, deal, person=scene.people["pat"], how=Member.How.BY_HAND, added_at=timezone.now())
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="member_once"), transaction.atomic():
        again.save()


def test_one_person_leads_for_the_brand_owner(scene: Scene) -> None:
    deal = entered(scene, "pat", people=["bea", "abe"])
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="member_one_lead"), transaction.atomic():
        Member.objects.of(deal).update(is_lead=True)


def test_one_state_is_the_present_one(scene: Scene) -> None:
    deal = entered(scene, "pat")
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="opportunity_state_one_present"), transaction.atomic():
        present_state(deal, timezone.now()).save()
