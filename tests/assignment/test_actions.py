from __future__ import annotations

from assignment.actions import Asked, assign
from assignment.models import AssignmentRun
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, Scene

LINES = [(ROUTER, "2", "100")]


def team(opportunity: Opportunity) -> set[int]:
    return set(Member.objects.filter(opportunity=opportunity).values_list("person_id", flat=True))


def test_the_starting_rules_add_manager_and_expert_with_their_reasons(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES)
    with acting_as(SYSTEM):
        (run,) = assign([Asked(opportunity.pk, 1)])
        assert team(opportunity) == {scene.people[name].pk for name in ("pat", "bea", "abe")}
        given = Member.objects.filter(opportunity=opportunity, how=Member.How.RULE)
        assert all(member.reason["code"] == "rule" and member.rule_name for member in given)
        assert given.get(is_lead=True).person_id == scene.people["abe"].pk
    assert run.outcome == AssignmentRun.Outcome.ASSIGNED
    assert run.result["groups"]


def test_a_repeated_event_does_nothing(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES)
    with acting_as(SYSTEM):
        assign([Asked(opportunity.pk, 7)])
        assert assign([Asked(opportunity.pk, 7)]) == []
        assert AssignmentRun.objects.filter(opportunity=opportunity).count() == 1
        assert len(team(opportunity)) == 3


def test_a_locked_opportunity_is_skipped_and_says_so(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=opportunity.pk).update(assignment_locked=True)
        (run,) = assign([Asked(opportunity.pk, 1)])
        assert team(opportunity) == {scene.people["pat"].pk}
        assert OpportunityHistory.objects.filter(opportunity=opportunity, verb="assignment.skipped").count() == 1
    assert run.outcome == AssignmentRun.Outcome.SKIPPED


def test_where_nobody_fits_the_reason_is_kept(scene: Scene) -> None:
    opportunity = entered(scene, "pat")
    with acting_as(SYSTEM):
        (run,) = assign([Asked(opportunity.pk, 1)])
        nobody = OpportunityHistory.objects.get(opportunity=opportunity, verb="assignment.nobody")
    assert run.outcome == AssignmentRun.Outcome.UNASSIGNED
    assert nobody.parameters["reason"]["code"] == "unassigned"


def test_an_opportunity_entered_closed_gets_only_the_channel_manager(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES, stage="won")
    with acting_as(SYSTEM):
        assign([Asked(opportunity.pk, 1)])
        assert team(opportunity) == {scene.people["pat"].pk, scene.people["bea"].pk}


def test_a_chunk_gives_what_one_by_one_gives(scene: Scene) -> None:
    deals = [entered(scene, "pat", lines=LINES, name=f"Deal {number}") for number in range(4)]
    with acting_as(SYSTEM):
        assign([Asked(deal.pk, number) for number, deal in enumerate(deals[:2])])
        for number, deal in enumerate(deals[2:], 2):
            assign([Asked(deal.pk, number)])
        assert len({frozenset(team(deal)) for deal in deals}) == 1
