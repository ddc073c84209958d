from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from opportunities.models import Member, Opportunity, OpportunityHistory
from opportunities.team.primary import AlreadyHandedOn, hand_back, hand_over, hand_primary
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import Scene


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pat", people=["pia", "abe"])


def member(deal: Opportunity, scene: Scene, name: str) -> Member:
    found: Member = Member.objects.of(deal).select_related("person__organization").get(person=scene.people[name])
    return found


def primary(deal: Opportunity, scene: Scene) -> str:
    with acting_as(SYSTEM):
        pk = Opportunity.objects.values_list("primary_person_id", flat=True).get(pk=deal.pk)
    return next(name for name, person in scene.people.items() if person.pk == pk)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("pat", True), ("pam", True), ("ada", True), ("pia", False), ("abe", False), ("bea", False), ("eve", False)],
)
def test_who_hands_the_primary_on(scene: Scene, deal: Opportunity, who: str, allowed: bool) -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        page, next_one = seen(deal, actor), member(deal, scene, "pia")
        if allowed:
            assert hand_primary(page, next_one, actor=actor, before=scene.people["pat"].pk)
            assert not hand_primary(page, next_one, actor=actor, before=scene.people["pat"].pk)
        else:
            with pytest.raises(PermissionDenied):
                hand_primary(page, next_one, actor=actor, before=scene.people["pat"].pk)
    connection.check_constraints()
    assert primary(deal, scene) == ("pia" if allowed else "pat")


def test_it_was_handed_on_meanwhile(scene: Scene, deal: Opportunity) -> None:
    actor = scene.actor("pam")
    with acting_as(actor), pytest.raises(AlreadyHandedOn):
        hand_primary(seen(deal, actor), member(deal, scene, "pia"), actor=actor, before=scene.people["abe"].pk)
    assert primary(deal, scene) == "pat"


def test_the_other_company_takes_it_only_by_handing_over(scene: Scene, deal: Opportunity) -> None:
    actor = scene.actor("ada")
    with acting_as(actor), pytest.raises(ValidationError):
        hand_primary(seen(deal, actor), member(deal, scene, "abe"), actor=actor, before=scene.people["pat"].pk)


def test_over_and_back_with_the_credit_kept(scene: Scene, deal: Opportunity) -> None:
    pat, bea = scene.actor("pat"), scene.actor("bea")
    with acting_as(pat):
        assert hand_over(seen(deal, pat), actor=pat) == scene.people["bea"]
        with pytest.raises(PermissionDenied):
            hand_over(seen(deal, pat), actor=pat)
    assert primary(deal, scene) == "bea"
    with acting_as(pat), pytest.raises(PermissionDenied):
        hand_back(seen(deal, pat), actor=pat)
    with acting_as(bea):
        assert hand_back(seen(deal, bea), actor=bea) == scene.people["pat"]
    assert primary(deal, scene) == "pat"
    with acting_as(SYSTEM):
        stored = Opportunity.objects.get(pk=deal.pk)
        assert (stored.partner_id, stored.former_primary_id) == (deal.partner_id, None)
        verbs = set(OpportunityHistory.objects.of(deal).values_list("verb", flat=True))
    assert {"primary.handed_over", "primary.handed_back"} <= verbs


def test_the_lead_takes_it_before_the_channel_manager(scene: Scene, deal: Opportunity) -> None:
    pat = scene.actor("pat")
    with acting_as(SYSTEM):
        Member.objects.of(deal).filter(person=scene.people["abe"]).update(is_lead=True)
    with acting_as(pat):
        assert hand_over(seen(deal, pat), actor=pat) == scene.people["abe"]
    abe = scene.actor("abe")
    with acting_as(abe):
        assert hand_back(seen(deal, abe), actor=abe) == scene.people["pat"]


def test_back_to_a_manager_where_the_former_one_is_gone(scene: Scene, deal: Opportunity) -> None:
    pat = scene.actor("pat")
    with acting_as(pat):
        hand_over(seen(deal, pat), actor=pat)
    with acting_as(SYSTEM):
        person = scene.people["pat"]
        type(person).objects.filter(pk=person.pk).update(active=False)
        assert hand_back(seen(deal, SYSTEM), actor=SYSTEM) == scene.people["pam"]
        type(person).objects.filter(pk=person.pk).update(active=True)
    assert primary(deal, scene) == "pam"


def test_a_direct_deal_is_not_handed_over(scene: Scene) -> None:
    direct = entered(scene, "abe")
    with acting_as(SYSTEM), pytest.raises(PermissionDenied):
        hand_over(seen(direct, SYSTEM), actor=SYSTEM)
