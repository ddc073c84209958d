"""Rules run again when something changes that they ask for; whoever came by hand stays."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from assignment.models import AssignmentRun, Criterion, ExpertiseLevel, PersonSkill, Rule, RuleGroup
from opportunities.editing.actions import lock_assignment
from opportunities.events import SETTLING, OpportunityChanged
from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory, Stage
from opportunities.revenue.actions import LineValues, add_line, change_line
from opportunities.stages.actions import move_stage
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from tests.assignment.publishing import publish
from tests.opportunities.entering import entered, seen
from tests.opportunities.scene import ROUTER, TABLET, Scene

CHANGE = AssignmentRun.Trigger.CHANGE


def settle() -> int:
    """What workers do as soon as changes have settled; how many runs they made."""
    with acting_as(SYSTEM):
        before = AssignmentRun.objects.count()
        OutboxEvent.objects.filter(state="new").update(due_at=timezone.now())
        while work_all():
            pass
        return AssignmentRun.objects.count() - before


def team(scene: Scene, deal: Opportunity) -> set[str]:
    names = {person.pk: name for name, person in scene.people.items()}
    with acting_as(SYSTEM):
        return {names[pk] for pk in Member.objects.of(deal).values_list("person_id", flat=True)}


def product(scene: Scene, deal: Opportunity, name: str) -> None:
    """Pat sells something else."""
    actor = scene.actor("pat")
    with acting_as(actor):
        opportunity = seen(deal, actor)
        line = opportunity.lines.kept().get()
        values = LineValues.of(line)
        changed = LineValues(
            **{**{f: getattr(values, f) for f in values.__slots__}, "product_id": scene.products[name].pk}
        )
        change_line(opportunity, line, actor=actor, version=line.version, values=changed)


def move(scene: Scene, deal: Opportunity, who: str, stage: str) -> None:
    actor = scene.actor(who)
    with acting_as(actor):
        opportunity = seen(deal, actor)
        filled = {"next_step": "Call", "description": "Two halls"}
        reached = Stage.objects.get(code=stage)
        move_stage(opportunity, actor=actor, stage=reached, version=opportunity.version, **filled)


def member(scene: Scene, deal: Opportunity, name: str) -> Member:
    with acting_as(SYSTEM):
        return Member.objects.of(deal).get(person=scene.people[name])


def replacing(yes: bool = True) -> None:
    with acting_as(SYSTEM):
        RuleGroup.objects.update(replace=yes)
        publish()


def routers(scene: Scene, **fields: Any) -> Opportunity:
    """A deal that Abe, who knows routers, is given."""
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")], **fields)
    settle()
    assert team(scene, deal) >= {"pat", "bea", "abe"}
    return deal


def test_another_product_brings_who_knows_it_and_marks_who_does_not(scene: Scene) -> None:
    deal = routers(scene)
    product(scene, deal, TABLET)
    assert settle() == 1
    assert team(scene, deal) == {"pat", "bea", "abe", "ivo"}
    assert member(scene, deal, "abe").reason["unqualified"] == "removed_required"
    assert "unqualified" not in member(scene, deal, "ivo").reason
    with acting_as(SYSTEM):
        assert OpportunityHistory.objects.of(deal).filter(verb="assignment.unqualified").count() == 1
    product(scene, deal, ROUTER)
    settle()
    assert "unqualified" not in member(scene, deal, "abe").reason


def test_where_the_group_replaces_the_former_person_goes_and_the_lead_with_them(scene: Scene) -> None:
    replacing()
    deal = routers(scene)
    product(scene, deal, TABLET)
    settle()
    assert team(scene, deal) == {"pat", "bea", "ivo"}
    assert member(scene, deal, "ivo").is_lead
    with acting_as(SYSTEM):
        (gone,) = OpportunityHistory.objects.of(deal).filter(verb="assignment.removed")
        assert gone.parameters["people"] == [{"person": scene.people["abe"].pk, "why": "removed_required"}]
        period = MemberPeriod.objects.of(deal).get(person=scene.people["abe"])
        assert period.until is not None


def test_who_accepted_or_did_something_is_marked_only(scene: Scene) -> None:
    replacing()
    accepted, worked = routers(scene), routers(scene)
    with acting_as(SYSTEM):
        Member.objects.of(accepted).filter(person=scene.people["abe"]).update(answer=Member.Answer.ACCEPTED)
    move(scene, worked, "abe", "negotiation")
    for deal in (accepted, worked):
        product(scene, deal, TABLET)
    settle()
    for deal in (accepted, worked):
        assert team(scene, deal) == {"pat", "bea", "abe", "ivo"}
        assert member(scene, deal, "abe").reason["unqualified"] == "removed_required"


def test_whoever_is_primary_stays(scene: Scene) -> None:
    replacing()
    deal = routers(scene)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(primary_person=scene.people["abe"])
    product(scene, deal, TABLET)
    settle()
    assert "abe" in team(scene, deal)


def test_people_added_by_hand_are_never_touched(scene: Scene) -> None:
    replacing()
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "5")], people=["abe"])
    settle()
    product(scene, deal, TABLET)
    settle()
    assert team(scene, deal) == {"pat", "bea", "abe", "ivo"}
    assert member(scene, deal, "abe").reason == {}


def test_many_changes_are_one_run(scene: Scene) -> None:
    deal = routers(scene)
    for name in (TABLET, ROUTER, TABLET):
        product(scene, deal, name)
    with acting_as(SYSTEM):
        events = OutboxEvent.objects.filter(event=OpportunityChanged.__name__, state="new")
        assert all(event.due_at > timezone.now() + SETTLING / 2 for event in events)
        assert events.count() == 3
        # Some seconds pass, as they do until then.
        for event in events:
            event.payload["at"] = (timezone.now() - timedelta(seconds=8)).isoformat()
            event.save()
        AssignmentRun.objects.update(started_at=timezone.now() - timedelta(hours=1))
        first = events.order_by("pk")[0]
        OutboxEvent.objects.filter(pk=first.pk).update(due_at=timezone.now())
        work_all()
    assert settle() == 0
    with acting_as(SYSTEM):
        assert list(
            AssignmentRun.objects.filter(opportunity=deal).order_by("pk").values_list("trigger", flat=True)
        ) == [
            "creation",
            CHANGE,
        ]


def test_what_no_rule_asks_for_makes_no_run(scene: Scene) -> None:
    deal = routers(scene)
    move(scene, deal, "pat", "negotiation")
    assert settle() == 0


def test_a_stage_that_a_rule_asks_for_makes_one(scene: Scene) -> None:
    with acting_as(SYSTEM):
        group = RuleGroup.objects.create(name="Deal desk", order=5)
        rule = Rule.objects.create(group=group, name="Proposals", source="role", source_role="channel_executive")
        rule.criteria.create(compare="object", attribute="stage").values.create(content={"value": "proposal"})
        publish()
    deal = routers(scene)
    assert "eve" not in team(scene, deal)
    move(scene, deal, "pat", "proposal")
    assert settle() == 1
    assert "eve" in team(scene, deal)


def test_a_locked_one_is_skipped_and_looked_at_when_it_is_unlocked(scene: Scene) -> None:
    deal, bea = routers(scene), scene.actor("bea")
    with acting_as(bea):
        lock_assignment(seen(deal, bea), actor=bea, locked=True, reason="Named account")
    product(scene, deal, TABLET)
    assert settle() == 1
    assert team(scene, deal) == {"pat", "bea", "abe"}
    with acting_as(SYSTEM):
        assert AssignmentRun.objects.filter(opportunity=deal).latest("pk").outcome == "skipped"
        assert not OpportunityHistory.objects.of(deal).filter(verb="assignment.skipped").exists()
    with acting_as(bea):
        lock_assignment(seen(deal, bea), actor=bea, locked=False)
    settle()
    assert "ivo" in team(scene, deal)


@pytest.mark.parametrize("fields", [{"closed_on": "2030-01-01"}, {"entered_in_error": True}])
def test_a_closed_one_is_left_alone(scene: Scene, fields: dict[str, Any]) -> None:
    deal = routers(scene)
    product(scene, deal, TABLET)
    with acting_as(SYSTEM):
        if "closed_on" in fields:
            fields = fields | {"stage": Stage.objects.get(code="won")}
        Opportunity.objects.filter(pk=deal.pk).update(**fields)
    settle()
    assert team(scene, deal) == {"pat", "bea", "abe"}


def test_a_new_line_counts_too(scene: Scene) -> None:
    with acting_as(SYSTEM):
        expert = ExpertiseLevel.objects.get(name="Expert")
        PersonSkill.objects.filter(person=scene.people["ivo"]).update(level=expert)
        Criterion.objects.filter(attribute="product_line").update(score=0)
        publish()
    deal, actor = entered(scene, "pat"), scene.actor("pat")
    settle()
    with acting_as(actor):
        opportunity = seen(deal, actor)
        values = LineValues(
            scene.products[TABLET].pk, Decimal(1), Decimal(5), Decimal(0), deal.close_date, 10, opportunity.stage_id
        )
        add_line(opportunity, actor=actor, values=values)
    assert settle() == 1
