"""Rules, people and products may go while a run is going on: it ends with what it read, its reason stored."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from assignment import actions
from assignment.actions import Asked, assign
from assignment.explanations import explain
from assignment.models import AssignmentRun, Rule, RuleGroup
from opportunities.models import Member, Opportunity
from opportunities.team.handlers import hand_on_leftovers
from prm.catalog.models import Product
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.events import PersonGone
from prm.directory.models import Person
from prm.directory.people.actions import deactivate_person
from tests.assignment.crowd import hire
from tests.assignment.publishing import publish
from tests.opportunities.entering import entered
from tests.opportunities.scene import SERVER, Scene


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test is the worker."""
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)


@pytest.fixture
def agent(committed_scene: Scene) -> int:
    with acting_as(SYSTEM):
        RuleGroup.objects.all().delete()
        return hire(1)[0]


def before_it_is_written(change: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit a change, as somebody else, between a run's decision and what it writes."""
    write = actions._write

    def committed() -> None:
        try:
            with acting_as(SYSTEM):
                change()
        finally:
            connection.close()

    def changed_then_written(*decided: Any) -> Any:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(committed).result(timeout=30)
        return write(*decided)

    monkeypatch.setattr(actions, "_write", changed_then_written)


def run(deal: Opportunity) -> tuple[AssignmentRun, Member]:
    """The run as it was stored, and the member whom it added."""
    with acting_as(SYSTEM):
        assign([Asked(deal.pk, deal.pk)])
        stored = AssignmentRun.objects.get(opportunity=deal)
        added = Member.objects.of(deal).select_related("person").get(how=Member.How.RULE)
    assert stored.outcome == AssignmentRun.Outcome.ASSIGNED
    assert stored.result["rules"][0]["rows"]["assigned"][0][0] == added.person_id
    return stored, added


def test_the_rule_is_deleted_and_that_published(
    committed_scene: Scene, agent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete() -> None:
        Rule.objects.all().delete()
        publish()

    deal = entered(committed_scene, "pat")
    before_it_is_written(delete, monkeypatch)
    stored, added = run(deal)
    bea = committed_scene.actor("bea")
    with acting_as(SYSTEM):
        assert not Rule.objects.exists()
        assert "One of the crowd" in explain(added.reason, added.person.name, bea).text
    assert stored.rule_versions["published"] == added.reason["published"]


def test_the_product_is_retired(committed_scene: Scene, agent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    deal = entered(committed_scene, "pat", lines=[(SERVER, "1", "900")])
    before_it_is_written(lambda: Product.objects.update(active=False), monkeypatch)
    _, added = run(deal)
    assert added.person_id == agent


def test_who_is_chosen_is_deactivated(committed_scene: Scene, agent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are on the team for the moment until whoever follows up on their leaving takes them off again."""

    def deactivate() -> None:
        deactivate_person(Person.objects.get(pk=agent), actor=SYSTEM)

    deal = entered(committed_scene, "pat")
    before_it_is_written(deactivate, monkeypatch)
    stored, added = run(deal)
    assert added.person_id == agent
    with acting_as(SYSTEM):
        hand_on_leftovers(PersonGone(agent), 0)
        assert not Member.objects.of(deal).filter(person_id=agent).exists()
        stored.refresh_from_db()
    assert stored.outcome == AssignmentRun.Outcome.ASSIGNED
