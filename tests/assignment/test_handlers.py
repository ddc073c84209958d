from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assignment.models import AssignmentRun, Criterion, CriterionValue, PersonProfile, Rule
from opportunities.entry.records import NewAccount
from opportunities.events import OpportunityEntered, tell_changes
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.publish import publish
from prm.core.outbox.work import handle, work_all
from prm.core.rls import acting_as
from prm.directory.accounts.actions import edit_account
from prm.directory.actions import save_organization
from prm.directory.events import PersonPlaced
from prm.directory.models import Account, Organization
from tests.assignment.publishing import publish as publish_rules
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


def changes() -> set[tuple[int, tuple[str, ...]]]:
    """Deal and attributes of the events that wait."""
    with acting_as(SYSTEM):
        rows = OutboxEvent.objects.filter(event="OpportunityChanged").values_list("payload", flat=True)
        return {(row["opportunity_id"], tuple(row["attributes"])) for row in rows}


def in_ohio() -> NewAccount:
    return NewAccount("Ashgrove", country="United States", region="OH")


def edit(account_id: int | None, **fields: object) -> None:
    with acting_as(SYSTEM):
        account = Account.objects.get(pk=account_id)
        assert edit_account(account, fields, actor=SYSTEM, version=account.version)
    work_all()


def settle() -> None:
    with acting_as(SYSTEM):
        OutboxEvent.objects.filter(state=OutboxEvent.State.NEW).update(due_at=timezone.now())
    while work_all():
        pass


def ask_for(attribute: str) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source=Rule.Source.TERRITORY)
        required = Criterion.Required.NEVER
        added = Criterion.objects.create(rule=rule, compare="object", attribute=attribute, required=required)
        CriterionValue.objects.create(criterion=added, content={"value": "X"})
    publish_rules()


@pytest.mark.parametrize("field", ["industry", "region"])
def test_what_changes_of_a_customer_runs_its_open_deals_again_where_rules_ask_for_it(scene: Scene, field: str) -> None:
    deal = entered(scene, "pat", lines=LINES, account=in_ohio())
    closed = entered(scene, "pat", account=deal.account_id, stage="lost", loss_reason="price")
    work_all()
    edit(deal.account_id, **{field: "oh" if field == "region" else "Mining"})
    assert changes() == set()
    ask_for(field)
    edit(deal.account_id, **{field: "X"})
    assert (deal.pk, (field,)) in changes()
    assert closed.pk not in {pk for pk, _ in changes()}


def test_a_customer_who_moves_gets_the_people_of_the_new_territory(scene: Scene) -> None:
    """Two changes at once are one run."""
    deal = entered(scene, "pat", account=in_ohio())
    work_all()
    assert teams(scene) == [{"pat", "bea", "abe"}]
    with acting_as(SYSTEM):
        PersonProfile.objects.filter(person=scene.people["ivo"]).update(territory=scene.bavaria)
    edit(deal.account_id, country="Germany")
    edit(deal.account_id, region="Bavaria")
    settle()
    assert "ivo" in teams(scene)[0]
    with acting_as(SYSTEM):
        assert AssignmentRun.objects.filter(opportunity=deal).count() == 2


def test_another_channel_manager_of_the_partner_joins_its_open_deals(scene: Scene) -> None:
    entered(scene, "pat", lines=LINES)
    entered(scene, "olga", lines=LINES)
    work_all()
    with acting_as(SYSTEM):
        partner = Organization.objects.get(pk=scene.people["pat"].organization_id)
        partner.channel_manager = scene.people["cem"]
        save_organization(partner, actor=SYSTEM)
    work_all()
    settle()
    assert teams(scene) == [{"pat", "bea", "cem", "abe"}, {"olga", "bob", "abe"}]


@pytest.mark.parametrize(("asked", "told"), [("amount", set()), ("partner_tier", {("partner_tier",)})])
def test_a_partners_tier_counts_where_a_rule_asks_for_it(scene: Scene, asked: str, told: set[tuple[str]]) -> None:
    entered(scene, "pat", lines=LINES)
    work_all()
    ask_for(asked)
    with acting_as(SYSTEM):
        partner = Organization.objects.get(pk=scene.people["pat"].organization_id)
        partner.tier = "gold" if partner.tier != "gold" else "silver"
        save_organization(partner, actor=SYSTEM)
    work_all()
    assert {attributes for _, attributes in changes()} == told
