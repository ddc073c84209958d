from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assignment.models import PersonSkill
from assignment.suggestions.actions import add_suggested
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules, seen
from tests.opportunities.scene import ROUTER, SERVER, Scene


def add(scene: Scene, deal: Opportunity, name: str, who: str = "bea") -> bool:
    actor = scene.actor(who)
    with acting_as(actor):
        return add_suggested(seen(deal, actor), scene.people[name], actor=actor)


def member(scene: Scene, deal: Opportunity, name: str) -> Member | None:
    with acting_as(SYSTEM):
        return Member.objects.filter(opportunity=deal, person=scene.people[name]).first()


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    """Abe is on it, Ivo could be."""
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers")
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    return deal


def test_the_reason_stays_with_the_member(scene: Scene, deal: Opportunity) -> None:
    assert add(scene, deal, "ivo")
    ivo = member(scene, deal, "ivo")
    assert ivo
    assert (ivo.how, ivo.added_by_id, ivo.score) == ("by_hand", scene.people["bea"].pk, "46")
    assert ivo.rule_name == "Agents of the territory by product expertise"
    assert ivo.reason["code"] == "suggested"
    with acting_as(SYSTEM):
        entry = OpportunityHistory.objects.get(opportunity=deal, verb="team.added")
    assert entry.parameters["people"] == [{"person": scene.people["ivo"].pk, "rule": ivo.rule_name}]


def test_twice_is_once(scene: Scene, deal: Opportunity) -> None:
    assert add(scene, deal, "ivo")
    assert not add(scene, deal, "ivo")


def test_who_does_not_fit_has_no_reason_of_the_rules(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    run_rules()
    assert add(scene, deal, "abe")
    abe = member(scene, deal, "abe")
    assert abe
    assert (abe.how, abe.reason, abe.rule_name) == ("by_hand", {}, "")


def test_who_is_not_suggested_is_refused(scene: Scene, deal: Opportunity) -> None:
    with pytest.raises(ValidationError, match="Bob Extra was not added"):
        add(scene, deal, "bob")
    assert member(scene, deal, "bob") is None


@pytest.mark.parametrize("who", ["pat", "pam", "abe", "eve"])
def test_who_may_not(scene: Scene, deal: Opportunity, who: str) -> None:
    with pytest.raises(PermissionDenied):
        add(scene, deal, "ivo", who)


def test_a_locked_deal_is_left_alone(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(assignment_locked=True)
    with pytest.raises(ValidationError, match="the rules are not asked"):
        add(scene, deal, "ivo")
