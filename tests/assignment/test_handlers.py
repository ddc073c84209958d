from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignment.models import AssignmentRun, PersonProfile
from opportunities.events import OpportunityEntered, tell_changes
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.publish import publish
from prm.core.outbox.work import handle, work_all
from prm.core.rls import acting_as
from prm.directory.events import PersonPlaced
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, SERVER, Scene

LINES = [(ROUTER, "2", "100")]


def events() -> list[int]:
    with acting_as(SYSTEM):
        return list(OutboxEvent.objects.order_by("pk").values_list("pk", flat=True))


def teams(scene: Scene) -> list[set[str]]:
    """Who is on each deal's team, by first name, in the order in which the deals were entered."""
    names = {person.pk: name for name, person in scene.people.items()}
    with acting_as(SYSTEM):
        deals = Opportunity.objects.order_by("pk").prefetch_related("members")
        return [{names[member.person_id] for member in deal.members.all()} for deal in deals]


@pytest.mark.parametrize("chunk", [False, True])
def test_a_new_deal_gets_its_people(scene: Scene, chunk: bool) -> None:
    entered(scene, "pat", lines=LINES)
    entered(scene, "olga", lines=LINES)
    done = work_all() if chunk else sum(handle(pk) for pk in events())
    assert done == 2
    assert teams(scene) == [{"pat", "bea", "abe"}, {"olga", "bob", "abe"}]
    with acting_as(SYSTEM):
        runs = AssignmentRun.objects.order_by("pk").values_list("outbox_id", "trigger", "outcome")
        assert list(runs) == [(pk, "creation", "assigned") for pk in events()]


def test_an_event_that_comes_twice_is_handled_once(scene: Scene) -> None:
    entered(scene, "pat", lines=LINES)
    (pk,) = events()
    assert (handle(pk), handle(pk), work_all()) == (True, False, 0)
    with acting_as(SYSTEM):
        OutboxEvent.objects.update(state=OutboxEvent.State.NEW, done_at=None)
        assert handle(pk) is True
        assert (AssignmentRun.objects.count(), Member.objects.count()) == (1, 3)


@pytest.mark.parametrize("product", [ROUTER, SERVER])
def test_two_events_of_one_deal_in_a_chunk_are_one_run(scene: Scene, product: str) -> None:
    """Both are done with then."""
    deal, other = entered(scene, "pat", lines=[(product, "1", "5")]), entered(scene, "olga", lines=LINES)
    with acting_as(SYSTEM):
        publish(OpportunityEntered(opportunity_id=deal.pk), actor=SYSTEM)
    found = {"abe"} if product == ROUTER else set()
    assert work_all() == 3
    assert teams(scene) == [{"pat", "bea"} | found, {"olga", "bob", "abe"}]
    with acting_as(SYSTEM):
        assert set(OutboxEvent.objects.values_list("state", flat=True)) == {OutboxEvent.State.DONE}
        assert sorted(AssignmentRun.objects.values_list("opportunity_id", flat=True)) == [deal.pk, other.pk]
        rows = OpportunityHistory.objects.of(deal).filter(verb__startswith="assignment.")
        verbs = list(rows.order_by("verb").values_list("verb", flat=True))
    assert verbs == ["assignment.added", *([] if found else ["assignment.nobody"])]
    assert work_all() == 0


def test_a_direct_deal_has_no_channel_manager(scene: Scene) -> None:
    entered(scene, "ivo", lines=LINES, account=None)
    work_all()
    assert teams(scene) == [{"ivo"}]


def test_who_is_responsible_for_a_territory_works_there(scene: Scene) -> None:
    """Unless more is known of the person already."""
    with acting_as(SYSTEM):
        for name in ("bob", "abe"):
            publish(PersonPlaced(person_id=scene.people[name].pk, territory_id=scene.bavaria.pk), actor=SYSTEM)
    assert [handle(pk) for pk in events()] == [True, True]
    with acting_as(SYSTEM):
        places = dict(PersonProfile.objects.values_list("person_id", "territory_id"))
    assert places[scene.people["bob"].pk] == scene.bavaria.pk
    assert places[scene.people["abe"].pk] == scene.great_lakes.pk


def test_a_change_alone_is_handled_like_a_chunk_of_them(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(SERVER, "1", "5")])
    work_all()
    with acting_as(SYSTEM):
        tell_changes(deal.pk, ["lines"], actor=SYSTEM, at=timezone.now())
        OutboxEvent.objects.filter(event="OpportunityChanged").update(due_at=timezone.now())
        (pk,) = OutboxEvent.objects.filter(event="OpportunityChanged").values_list("pk", flat=True)
    assert handle(pk)
    with acting_as(SYSTEM):
        assert AssignmentRun.objects.latest("pk").outbox_id == pk


@pytest.mark.parametrize(("seconds", "runs"), [(-10, 1), (-1, 2), (10, 2)])
def test_what_the_last_run_has_seen_is_not_run_again(scene: Scene, seconds: int, runs: int) -> None:
    """But for a few seconds, by which clocks of machines may differ."""
    deal = entered(scene, "pat", lines=LINES)
    work_all()
    with acting_as(SYSTEM):
        ran = AssignmentRun.objects.get().started_at
        tell_changes(deal.pk, ["lines"], actor=SYSTEM, at=ran + timedelta(seconds=seconds))
        OutboxEvent.objects.update(due_at=timezone.now())
        while work_all():
            pass
        assert AssignmentRun.objects.count() == runs
