"""What the engine is told of teams that exist."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from assignment.matching import TeamMember
from assignment.teams import account_teams, teams_of
from opportunities.entry.records import NewAccount
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import ROUTER, Scene


def given(scene: Scene, **fields: object) -> Opportunity:
    """A deal that rules gave Bea and Abe."""
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")], **fields)
    run_rules()
    return deal


def told(scene: Scene, deal: Opportunity, name: str) -> TeamMember:
    with acting_as(SYSTEM):
        deal = Opportunity.objects.get(pk=deal.pk)
        (found,) = [one for one in teams_of([deal])[deal.pk]["team"] if one.person == scene.people[name].pk]
        assert isinstance(found, TeamMember)
        return found


def test_who_came_how_and_counts_for_how_much(scene: Scene) -> None:
    deal = given(scene)
    abe, pat = told(scene, deal, "abe"), told(scene, deal, "pat")
    assert (abe.by_rule, abe.engaged, abe.counted_open, dict(abe.counted_load)) == (
        True, False, 1, {"open_opportunities": 1},
    )  # fmt: skip
    assert abe.group is not None
    assert (pat.by_rule, pat.group, pat.counted_open, dict(pat.counted_load)) == (
        False, None, 0, {"open_opportunities": 1},
    )  # fmt: skip


@pytest.mark.parametrize("fields", [{"closed_on": "2030-01-01"}, {"entered_in_error": True}])
def test_a_closed_deal_counts_for_nothing(scene: Scene, fields: dict[str, object]) -> None:
    deal = given(scene)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(**fields)
    abe = told(scene, deal, "abe")
    assert (abe.counted_open, dict(abe.counted_load)) == (0, {})


def test_who_accepted_or_appears_in_the_history_is_engaged(scene: Scene) -> None:
    deal = given(scene)
    with acting_as(SYSTEM):
        Member.objects.of(deal).filter(person=scene.people["bea"]).update(answer=Member.Answer.ACCEPTED)
        entry = OpportunityHistory.objects.of(deal).filter(verb="assignment.added").get()
        OpportunityHistory.objects.filter(pk=entry.pk).update(person=scene.people["abe"])
    assert told(scene, deal, "abe").engaged
    assert told(scene, deal, "bea").engaged


def test_a_lead_set_by_hand_is_told(scene: Scene) -> None:
    deal = given(scene)
    with acting_as(SYSTEM):
        assert teams_of([deal])[deal.pk]["lead_by_hand"] is None
        Member.objects.of(deal).filter(is_lead=True).update(lead_by_hand=True)
        assert teams_of([deal])[deal.pk]["lead_by_hand"] == scene.people["abe"].pk


def test_the_team_of_the_accounts_other_open_deals(scene: Scene) -> None:
    first, second, closed, wrong = (given(scene, account=None) for _ in range(4))
    other = entered(scene, "pat", people=["bea"], account=NewAccount("Ashgrove", country="Germany"))
    with acting_as(SYSTEM):
        account = other.account_id
        assert account is not None
        Opportunity.objects.filter(pk__in=[first.pk, second.pk, closed.pk, wrong.pk]).update(account_id=account)
        Opportunity.objects.filter(pk=closed.pk).update(closed_on="2030-01-01")
        Opportunity.objects.filter(pk=wrong.pk).update(entered_in_error=True)
        Member.objects.of(second).filter(person=scene.people["abe"]).delete()
        Member.objects.of(second).filter(person=scene.people["bea"]).delete()
        Member.objects.of(other).filter(person=scene.people["bea"]).delete()
        deals = Opportunity.objects.filter(pk__in=[first.pk, second.pk])
        own = {scene.people[name].pk for name in ("abe", "bea")}
        assert {pk: set(team) for pk, team in account_teams(list(deals)).items()} == {first.pk: set(), second.pk: own}


def test_without_an_account_there_is_no_such_team(scene: Scene) -> None:
    deal = given(scene, account=None)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(account=None)
        deal = Opportunity.objects.get(pk=deal.pk)
        assert account_teams([deal]) == {deal.pk: ()}


@pytest.mark.parametrize("count", [1, 3])
def test_teams_cost_two_statements(scene: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    deals = [given(scene) for _ in range(count)]
    with acting_as(SYSTEM), django_assert_num_queries(2):
        teams_of(deals)
