"""What waits for whom, as runs leave it."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction

from assignment.actions import Asked, assign
from assignment.models import AssignmentRun, PersonSkill, Rule, Unassigned
from opportunities.models import Opportunity, OpportunityHistory
from opportunities.team.by_hand import add_member, remove_member
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.assignment.publishing import publish
from tests.opportunities.entering import entered, run_rules, seen
from tests.opportunities.scene import SERVER, Scene

LINES = [(SERVER, "1", "5")]


def run(deal: Opportunity) -> AssignmentRun:
    with acting_as(SYSTEM):
        return assign([Asked(deal.pk)])[0]


def waiting(deal: Opportunity) -> list[str]:
    with acting_as(SYSTEM):
        rows = Unassigned.objects.waiting().filter(opportunity=deal).order_by("group__order")
        return list(rows.values_list("group__name", flat=True))


def serves(scene: Scene, name: str) -> None:
    with acting_as(SYSTEM):
        PersonSkill.objects.filter(person=scene.people[name]).update(item="Servers")


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    """Nobody knows servers."""
    deal = entered(scene, "pat", lines=LINES)
    run(deal)
    return deal


def test_a_group_that_found_nobody_is_waited_for(deal: Opportunity) -> None:
    assert waiting(deal) == ["Sales agents"]
    with acting_as(SYSTEM):
        row = Unassigned.objects.get()
    assert row.since == row.tried_at
    assert row.reason["people"] == {"removed_required": 2}


def test_a_later_run_that_finds_somebody_ends_it(scene: Scene, deal: Opportunity) -> None:
    serves(scene, "ivo")
    assert run(deal).outcome == AssignmentRun.Outcome.ASSIGNED
    assert waiting(deal) == []
    with acting_as(SYSTEM):
        assert not Unassigned.objects.exists()


def test_one_that_finds_nobody_again_keeps_the_first_moment_and_is_no_news(deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        first = Unassigned.objects.get()
        told = OutboxEvent.objects.count()
    run(deal)
    with acting_as(SYSTEM):
        row = Unassigned.objects.get()
        assert OutboxEvent.objects.count() == told
        assert OpportunityHistory.objects.filter(opportunity=deal, verb="assignment.nobody").count() == 1
    assert row.since == first.since
    assert row.tried_at > first.tried_at


def test_another_reason_is_news(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        Rule.objects.filter(name__startswith="Agents").update(active=False)
        publish()
    run(deal)
    with acting_as(SYSTEM):
        assert OpportunityHistory.objects.filter(opportunity=deal, verb="assignment.nobody").count() == 2
        assert Unassigned.objects.get().reason["people"] == {}


def test_somebody_added_by_hand_ends_it_and_it_begins_again_without_them(scene: Scene, deal: Opportunity) -> None:
    bea = scene.actor("bea")
    with acting_as(bea):
        page = seen(deal, bea)
        add_member(page, scene.people["abe"], actor=bea)
    assert waiting(deal) == []
    with acting_as(bea):
        remove_member(page, page.members.select_related("person").get(person=scene.people["abe"]), actor=bea)
    assert waiting(deal) == ["Sales agents"]


def test_a_partners_colleague_ends_nothing(scene: Scene, deal: Opportunity) -> None:
    pam = scene.actor("pam")
    with acting_as(pam):
        add_member(seen(deal, pam), scene.people["pia"], actor=pam)
    assert waiting(deal) == ["Sales agents"]


@pytest.mark.parametrize("change", [{"assignment_locked": True}, {"entered_in_error": True}])
def test_locked_ones_and_errors_wait_for_nobody(deal: Opportunity, change: dict[str, bool]) -> None:
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(**change)
    assert waiting(deal) == []


def test_a_direct_deal_waits_for_no_partners_channel_manager(scene: Scene) -> None:
    deal = entered(scene, "abe", lines=LINES)
    run(deal)
    with acting_as(SYSTEM):
        groups = set(Unassigned.objects.values_list("group__name", flat=True))
    assert groups == {"Sales agents"}
    assert waiting(deal) == ["Sales agents"]


@pytest.mark.parametrize("who", ["pat", "pam", "dana"])
def test_a_partner_reads_none_even_without_the_first_lock(scene: Scene, deal: Opportunity, who: str) -> None:
    actor = scene.actor(who)
    with acting_as(SYSTEM):
        assert not Unassigned.objects.visible_to(actor).exists()
    with acting_as(actor), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Unassigned.objects.exists()


def test_a_worker_notes_it_too(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=LINES)
    run_rules()
    assert waiting(deal) == ["Sales agents"]
