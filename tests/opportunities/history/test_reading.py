from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from opportunities.history import reading
from opportunities.history.actions import record
from opportunities.history.reading import ShownEntry, shown_history
from opportunities.models import Opportunity, OpportunityHistory, StageName
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import CARDINAL, GANTRY, ROUTER, TODAY, Scene


def shown(opportunity: Opportunity, actor: Actor) -> list[ShownEntry]:
    with acting_as(actor):
        return shown_history(opportunity, actor, shown_stages())


def test_the_newest_comes_first_with_who_did_it(scene: Scene) -> None:
    opportunity = entered(scene, "pat", stage="won", closed_on=TODAY, entered_on=TODAY - timedelta(days=5))
    moved, first = shown(opportunity, scene.actor("bea"))
    assert moved.words == "moved the stage from Prospecting to Won, after 5 days"
    assert (first.words, first.name, first.company, first.side, first.by_assignment) == (
        "entered the opportunity", "Pat Moreau", CARDINAL, "partner", False,
    )  # fmt: skip
    assert moved.at > first.at


def test_what_the_assignment_did_has_no_person(scene: Scene) -> None:
    opportunity = entered(scene, "pat", lines=[(ROUTER, "1", "5")])
    run_rules()
    found = shown(opportunity, scene.actor("pat"))[0]
    assert (found.words, found.name, found.by_assignment) == (
        "Assignment added Bea Lindqvist by the rule “Channel manager of the partner” "
        "and Abe Sato by the rule “Agents of the territory by product expertise”",
        "",
        True,
    )


def test_stages_carry_their_present_names(scene: Scene) -> None:
    opportunity = entered(scene, "pat", stage="won")
    with acting_as(SYSTEM):
        stage = opportunity.stage
        StageName.objects.create(stage=stage, language="en", name="Sold")
    assert "to Sold, after" in shown(opportunity, scene.actor("pat"))[0].words


def test_a_private_entry_is_read_by_the_own_company_only(scene: Scene) -> None:
    opportunity = entered(scene, "pat", people=["bea"])
    gantry = scene.organizations[GANTRY].pk
    with acting_as(SYSTEM):
        record(opportunity, "assignment.skipped", actor=SYSTEM, at=timezone.now())
        OpportunityHistory.objects.filter(verb="assignment.skipped").update(private_to=gantry)
    counts = {name: len(shown(opportunity, scene.actor(name))) for name in ("pat", "pam", "dana", "bea", "ada")}
    assert counts == {"pat": 1, "pam": 1, "dana": 1, "bea": 2, "ada": 2}
    pat = scene.actor("pat")
    with acting_as(pat):
        assert OpportunityHistory.objects.of(opportunity).count() == 1


def test_a_page_is_bounded(scene: Scene, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    opportunity, actor = entered(scene, "pat"), scene.actor("pat")
    with acting_as(SYSTEM):
        for seconds in range(3):
            at = timezone.now() + timedelta(seconds=seconds)
            record(opportunity, "assignment.added", actor=SYSTEM, at=at, people=[])
    with acting_as(actor):
        stages = shown_stages()
        with django_assert_num_queries(1):
            assert len(shown_history(opportunity, actor, stages)) == 4
    assert reading.PAGE_LENGTH == 100
