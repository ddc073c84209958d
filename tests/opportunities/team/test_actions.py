from __future__ import annotations

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from opportunities.team.actions import RuleGiven, add_many_by_rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene


def given(scene: Scene, who: str, *, lead: bool = False) -> RuleGiven:
    return RuleGiven(
        person_id=scene.people[who].pk,
        rule_name="Agents",
        rule_version=3,
        score="72 1/3",
        is_lead=lead,
        team_role="Sales agent",
        reason={"code": "rule"},
    )


def add(opportunity: Opportunity, *rows: RuleGiven) -> list[int]:
    with acting_as(SYSTEM):
        return [member.person_id for member in add_many_by_rule([(opportunity, rows)], at=timezone.now())]


def test_they_come_with_what_is_to_be_remembered(scene: Scene) -> None:
    opportunity = entered(scene, "pat")
    assert add(opportunity, given(scene, "abe", lead=True)) == [scene.people["abe"].pk]
    with acting_as(SYSTEM):
        member = Member.objects.of(opportunity).get(person=scene.people["abe"])
        period = MemberPeriod.objects.of(opportunity).get(person=scene.people["abe"])
        history = OpportunityHistory.objects.of(opportunity).get(verb="assignment.added")
    assert (member.how, member.team_role, member.is_lead, member.score) == ("rule", "Sales agent", True, "72 1/3")
    assert (member.rule_name, member.rule_version, member.reason) == ("Agents", 3, {"code": "rule"})
    assert (period.how, period.since, period.until) == ("rule", member.added_at, None)
    assert (history.person_id, history.at) == (None, member.added_at)
    assert history.parameters == {"people": [{"person": member.person_id, "score": "72 1/3", "rule": "Agents"}]}


def test_who_is_there_already_stays_as_they_came(scene: Scene) -> None:
    opportunity = entered(scene, "pat", people=["bea"])
    assert add(opportunity, given(scene, "bea"), given(scene, "abe")) == [scene.people["abe"].pk]
    assert add(opportunity, given(scene, "abe")) == []
    with acting_as(SYSTEM):
        members = Member.objects.of(opportunity).order_by("pk").values_list("how", flat=True)
        assert list(members) == ["entered", "by_hand", "rule"]
        assert OpportunityHistory.objects.of(opportunity).filter(verb="assignment.added").count() == 1


def test_a_second_lead_joins_without_leading(scene: Scene) -> None:
    opportunity = entered(scene, "pat")
    add(opportunity, given(scene, "abe", lead=True))
    add(opportunity, given(scene, "ivo", lead=True))
    with acting_as(SYSTEM):
        leads = Member.objects.of(opportunity).filter(is_lead=True).values_list("person_id", flat=True)
        assert list(leads) == [scene.people["abe"].pk]


def test_many_teams_cost_four_statements(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    led, new, full = entered(scene, "pat"), entered(scene, "pat"), entered(scene, "pat", people=["bea"])
    add(led, given(scene, "ivo", lead=True))
    teams = [
        (led, [given(scene, "abe", lead=True)]),
        (new, [given(scene, "abe", lead=True), given(scene, "bea")]),
        (full, [given(scene, "bea")]),
    ]
    with acting_as(SYSTEM):
        with django_assert_num_queries(4):
            added = add_many_by_rule(teams, at=timezone.now())
        found = [(member.opportunity_id, member.person_id, member.is_lead) for member in added]
        told = OpportunityHistory.objects.filter(verb="assignment.added").values_list("opportunity_id", flat=True)
        assert sorted(told) == sorted([led.pk, led.pk, new.pk])
    abe, bea = scene.people["abe"].pk, scene.people["bea"].pk
    assert found == [(led.pk, abe, False), (new.pk, abe, True), (new.pk, bea, False)]
