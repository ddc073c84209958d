from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignment.actions import Asked, assign
from assignment.models import (
    AssignmentRun,
    ExpertiseLevel,
    PersonLoad,
    PersonProfile,
    PersonSkill,
    Rule,
    RuleGroup,
    Unassigned,
)
from opportunities.entry.records import NewAccount
from opportunities.models import Member, Opportunity, OpportunityHistory
from opportunities.models.child import new
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from tests.assignment.publishing import publish
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, SERVER, TABLET, Scene

LINES = [(ROUTER, "2", "100")]
OHIO = NewAccount("Ashgrove", country="United States", region="OH")
BAVARIA = NewAccount("Alpenblick", country="Germany", region="Bavaria")


def run(*opportunities: Opportunity) -> list[AssignmentRun]:
    with acting_as(SYSTEM):
        return assign([Asked(opportunity.pk, opportunity.pk) for opportunity in opportunities])


def team(scene: Scene, opportunity: Opportunity) -> set[str]:
    names = {person.pk: name for name, person in scene.people.items()}
    with acting_as(SYSTEM):
        return {names[pk] for pk in Member.objects.of(opportunity).values_list("person_id", flat=True)}


def verbs(opportunity: Opportunity) -> list[str]:
    with acting_as(SYSTEM):
        rows = OpportunityHistory.objects.of(opportunity).filter(verb__startswith="assignment.")
        return list(rows.order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("product", "people", "unassigned"),
    [
        (ROUTER, {"bea", "abe"}, False),
        (TABLET, {"bea", "ivo"}, False),
        (SERVER, {"bea"}, True),
        (None, {"bea", "abe"}, False),
    ],
)
def test_who_is_added_for_what(scene: Scene, product: str | None, people: set[str], unassigned: bool) -> None:
    """Nobody knows servers; without products everybody of the territory has the 30 points that are asked."""
    opportunity = entered(scene, "pat", lines=[(product, "1", "5")] if product else [])
    (done,) = run(opportunity)
    assert team(scene, opportunity) == {"pat"} | people
    assert done.outcome == ("unassigned" if unassigned else "assigned")
    assert verbs(opportunity) == ["assignment.added", *(["assignment.nobody"] if unassigned else [])]


@pytest.mark.parametrize("level", ["Novice", "Intermediate"])
def test_the_better_expert_wins_where_a_product_is_named(scene: Scene, level: str) -> None:
    """Even over somebody whose turn it would be."""
    with acting_as(SYSTEM):
        lower = ExpertiseLevel.objects.get(name=level)
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers", level=lower)
    deals = [entered(scene, "pat", lines=LINES) for _ in range(2)]
    run(*deals)
    assert [team(scene, deal) for deal in deals] == [{"pat", "bea", "abe"}] * 2


def test_without_products_agents_take_turns_and_nobody_else_of_the_territory_does(scene: Scene) -> None:
    with acting_as(SYSTEM):
        for name in ("bob", "eve"):
            PersonProfile.objects.create(person=scene.people[name], territory=scene.great_lakes)
    deals = [entered(scene, "pat") for _ in range(4)]
    run(*deals)
    assert [team(scene, deal) - {"pat", "bea"} for deal in deals] == [{"abe"}, {"ivo"}, {"abe"}, {"ivo"}]


def test_a_rule_that_contradicts_itself_stops_no_other(scene: Scene) -> None:
    with acting_as(SYSTEM):
        group = RuleGroup.objects.get(name="Sales agents")
        wrong = Rule.objects.create(group=group, name="Large deals", source="everybody", version=4)
        wrong.criteria.create(compare="object", attribute="amount")
        publish()
    opportunity = entered(scene, "pat", lines=LINES)
    (done,) = run(opportunity)
    assert team(scene, opportunity) == {"pat", "bea", "abe"}
    assert done.result["left_out"] == [[wrong.pk, 4, "no_values", "amount"]]


def test_members_come_with_rule_score_lead_and_reason(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES)
    run(opportunity)
    with acting_as(SYSTEM):
        rows = Member.objects.of(opportunity).filter(how="rule").order_by("pk")
        given = {
            row.person_id: (row.rule_name, row.rule_version, row.score, row.team_role, row.is_lead) for row in rows
        }
        assert {row.reason["code"] for row in rows} == {"rule"}
    assert given == {
        scene.people["bea"].pk: ("Channel manager of the partner", 1, "0", "Channel manager", False),
        scene.people["abe"].pk: ("Agents of the territory by product expertise", 2, "70", "Sales agent", True),
    }


def test_outside_every_territory_of_an_agent_nobody_is_added(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES, account=BAVARIA)
    run(opportunity)
    assert team(scene, opportunity) == {"pat", "bea"}
    with acting_as(SYSTEM):
        nobody = OpportunityHistory.objects.of(opportunity).get(verb="assignment.nobody")
    assert nobody.parameters["group"] == "Sales agents"
    assert nobody.parameters["reason"]["code"] == "unassigned"


def left(scene: Scene) -> None:
    scene.people["abe"].active = False
    save_person(scene.people["abe"], actor=SYSTEM)


def full(scene: Scene) -> None:
    PersonProfile.objects.filter(person=scene.people["abe"]).update(capacity=0)


@pytest.mark.parametrize("change", [left, full])
def test_who_left_or_has_no_room_is_not_added(scene: Scene, change: Callable[[Scene], None]) -> None:
    with acting_as(SYSTEM):
        change(scene)
    opportunity = entered(scene, "pat", lines=LINES)
    run(opportunity)
    assert team(scene, opportunity) == {"pat", "bea"}


def test_a_fallback_of_another_company_is_not_used(scene: Scene) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(name="Sales agents").update(fallback=scene.people["olga"])
        publish()
    opportunity = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    run(opportunity)
    assert team(scene, opportunity) == {"pat", "bea"}


def test_who_is_there_already_stays_as_they_came(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES, people=["bea", "abe"])
    (done,) = run(opportunity)
    assert team(scene, opportunity) == {"pat", "bea", "abe"}
    assert done.outcome == "assigned"
    assert verbs(opportunity) == []


def test_a_repeated_event_does_nothing(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES)
    assert len(run(opportunity)) == 1
    assert run(opportunity) == []
    with acting_as(SYSTEM):
        assert AssignmentRun.objects.count() == 1
    assert verbs(opportunity) == ["assignment.added"]


def test_a_locked_opportunity_is_skipped_and_says_so(scene: Scene) -> None:
    opportunity, other = entered(scene, "pat", lines=LINES), entered(scene, "pat", lines=LINES)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=opportunity.pk).update(assignment_locked=True)
    outcomes = {done.opportunity_id: done.outcome for done in run(opportunity, other)}
    assert outcomes == {opportunity.pk: "skipped", other.pk: "assigned"}
    assert (team(scene, opportunity), verbs(opportunity)) == ({"pat"}, ["assignment.skipped"])


@pytest.mark.parametrize("stage", ["won", "lost"])
def test_one_entered_closed_gets_only_the_channel_manager(scene: Scene, stage: str) -> None:
    opportunity = entered(scene, "pat", lines=LINES, stage=stage)
    (done,) = run(opportunity)
    assert team(scene, opportunity) == {"pat", "bea"}
    assert (done.outcome, verbs(opportunity)) == ("assigned", ["assignment.added"])


def test_an_opportunity_that_is_gone_is_passed_over(scene: Scene) -> None:
    with acting_as(SYSTEM):
        assert assign([Asked(987654321, 1)]) == []


def test_a_chunk_gives_what_one_by_one_gives(scene: Scene) -> None:
    """Two equal agents take turns, so each deal depends on those before it."""
    with acting_as(SYSTEM):
        expert = ExpertiseLevel.objects.get(name="Expert")
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(item="Routers", level=expert)
        PersonProfile.objects.filter(person=scene.people["ivo"]).update(capacity=2)
    deals = [entered(scene, "pat", lines=LINES, name=f"Deal {number}") for number in range(6)]

    def teams(*, chunk: bool) -> list[set[str]]:
        with transaction.atomic():
            run(*deals) if chunk else [run(deal) for deal in deals]
            found = [team(scene, deal) for deal in deals]
            transaction.set_rollback(True)
        return found

    together = teams(chunk=True)
    assert together == teams(chunk=False)
    assert sum("ivo" in each for each in together) == 2
    assert sum("abe" in each for each in together) == 4


def test_colleagues_of_the_account_are_those_of_the_same_chunk_too(scene: Scene) -> None:
    with acting_as(SYSTEM):
        group = RuleGroup.objects.create(name="Colleagues", order=1)
        Rule.objects.create(group=group, name="Team of the account", source="account_team")
        publish()
    first = entered(scene, "pat", lines=LINES, account=NewAccount("Ashgrove", country="United States", region="OH"))
    second = entered(scene, "pat", lines=[(TABLET, "1", "5")], account=first.account_id)
    assert first.account_id == second.account_id
    run(first, second)
    assert team(scene, first) == {"pat", "bea", "abe"}
    assert team(scene, second) == {"pat", "bea", "abe", "ivo"}


def test_who_was_assigned_is_noted(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=LINES)
    (done,) = run(opportunity)
    with acting_as(SYSTEM):
        loads = dict(PersonLoad.objects.values_list("person_id", "last_assigned_at"))
    assert loads == {scene.people[name].pk: done.started_at for name in ("bea", "abe")}


@pytest.mark.parametrize(("who", "count"), [("bea", 1), ("abe", 1), ("ada", 1), ("eve", 1), ("ivo", 0), ("bob", 0)])
def test_runs_are_for_the_brand_owners_people_who_see_the_deal(scene: Scene, who: str, count: int) -> None:
    run(entered(scene, "pat", lines=LINES))
    actor = scene.actor(who)
    with acting_as(actor):
        assert AssignmentRun.objects.visible_to(actor).count() == count


@pytest.mark.parametrize("who", ["pat", "pam", "dana"])
def test_a_partner_cannot_read_a_run_even_without_the_first_lock(scene: Scene, who: str) -> None:
    run(entered(scene, "pat", lines=LINES))
    actor = scene.actor(who)
    with acting_as(SYSTEM):
        assert not AssignmentRun.objects.visible_to(actor).exists()
    with acting_as(actor), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AssignmentRun.objects.exists()


def test_many_deals_cost_as_many_statements_as_one(scene: Scene) -> None:
    def cost(count: int) -> int:
        deals = [entered(scene, "pat", lines=LINES) for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            run(*deals)
        return len(queries)

    cost(1)
    assert (cost(1), cost(3)) == (27, 27)


def test_a_run_says_which_published_version_it_used(scene: Scene) -> None:
    (first,) = run(entered(scene, "pat", lines=LINES))
    with acting_as(SYSTEM):
        Rule.objects.filter(source=Rule.Source.TERRITORY).update(score=40)
    number = publish().number
    opportunity = entered(scene, "pat", lines=LINES)
    (second,) = run(opportunity)
    assert (first.rule_versions, second.rule_versions) == ({"published": 1}, {"published": number})
    with acting_as(SYSTEM):
        reasons = Member.objects.of(opportunity).exclude(reason={}).values_list("reason__published", flat=True)
        assert set(reasons) == {number}


def test_a_direct_deal_does_not_wait_for_a_channel_manager(scene: Scene) -> None:
    """Nor does one that waits since it was thought to."""
    opportunity = entered(scene, "ivo", lines=LINES, account=OHIO)
    with acting_as(SYSTEM):
        group = RuleGroup.objects.get(name="Channel managers")
        now = timezone.now()
        row = new(Unassigned, opportunity, group_id=group.pk, since=now, tried_at=now, reason={})
        Unassigned.objects.bulk_create([row])
    (done,) = run(opportunity)
    assert done.outcome == "assigned"
    assert [one["outcome"] for one in done.result["groups"]] == ["not_direct", "assigned"]
    with acting_as(SYSTEM):
        assert not Unassigned.objects.exists()
    assert verbs(opportunity) == ["assignment.added"]
