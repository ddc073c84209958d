from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction

from assignment.models import Rule, RuleGroup, RuleVersion
from assignment.rulebook import load_rules
from assignment.versions.actions import bring_back_version, publish_rules
from assignment.versions.content import digest, draft
from prm.core.actor import SYSTEM, Actor
from prm.core.rls import acting_as
from tests.assignment.publishing import publish
from tests.cast import World, make_world


def looked_at() -> dict[str, Any]:
    """What the page of an administrator holds."""
    with acting_as(SYSTEM):
        present = RuleVersion.objects.present()
        return {"after": present.number if present else 0, "seen": digest(draft())}


def change(**fields: Any) -> None:
    with acting_as(SYSTEM):
        Rule.objects.filter(source="territory").update(**fields)


def scores() -> list[Any]:
    with acting_as(SYSTEM):
        return [rule.score for rule in load_rules().rules]


def administering(actor: Actor, verb: Any, **said: Any) -> RuleVersion:
    with acting_as(actor, administering=True):
        version: RuleVersion = verb(actor=actor, **said)
        return version


def test_what_the_portal_started_with_is_version_1(world: World) -> None:
    with acting_as(SYSTEM):
        first = RuleVersion.objects.get()
    assert (first.number, first.published_by, scores()) == (1, None, [0, 30])


def test_the_draft_decides_once_it_is_published(world: World) -> None:
    change(score=35)
    assert scores() == [0, 30]
    ada = world.actor("ada")
    version = administering(ada, publish_rules, **looked_at(), note="  For the fair ")
    assert (version.number, version.published_by_id, version.note) == (2, ada.person_id, "For the fair")
    assert scores() == [0, 35]


def test_twice_is_once(world: World) -> None:
    change(score=35)
    ada, said = world.actor("ada"), looked_at()
    assert [administering(ada, publish_rules, **said).number for _ in range(2)] == [2, 2]


def test_nothing_new_is_not_a_version(world: World) -> None:
    with pytest.raises(ValidationError, match="nothing to publish"):
        administering(world.actor("ada"), publish_rules, **looked_at())


@pytest.mark.parametrize("name", ["bea", "eve", "abe"])
def test_only_administrators_publish(world: World, name: str) -> None:
    change(score=35)
    said, actor = looked_at(), world.actor(name)
    with acting_as(actor), pytest.raises(PermissionDenied):
        publish_rules(actor=actor, **said)
    with acting_as(actor), pytest.raises(PermissionDenied):
        bring_back_version(actor=actor, number=1, after=1)
    with acting_as(actor), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        RuleVersion.objects.create(number=2, content={}, published_at=RuleVersion.objects.get().published_at)


def test_nobody_rewrites_a_version(world: World) -> None:
    for actor, administers in ((world.actor("ada"), True), (SYSTEM, False)):
        with acting_as(actor, administering=administers):
            for attempt in (RuleVersion.objects.all().delete, lambda: RuleVersion.objects.update(note="x")):
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    attempt()


def test_a_draft_changed_meanwhile_is_looked_at_again(world: World) -> None:
    change(score=35)
    said = looked_at()
    change(score=36)
    with pytest.raises(ValidationError, match="Somebody changed the draft"):
        administering(world.actor("ada"), publish_rules, **said)
    assert scores() == [0, 30]


def test_who_comes_second_reads_who_was_first(world: World) -> None:
    change(score=35)
    said = looked_at()
    publish(world.actor("ada"))
    with pytest.raises(ValidationError, match=r"Ada .* published version 2 meanwhile"):
        administering(SYSTEM, publish_rules, **said)


def test_an_old_version_comes_back_as_a_new_one(world: World) -> None:
    change(score=35, name="Renamed")
    with acting_as(SYSTEM):
        managers, agents = RuleGroup.objects.order_by("order")
        extra = RuleGroup.objects.create(name="Extra", order=3)
        Rule.objects.create(group=extra, name="More")
        Rule.objects.filter(group=managers).delete()
        RuleGroup.objects.filter(pk=managers.pk).update(name="Passing")
        RuleGroup.objects.filter(pk=agents.pk).update(name=managers.name)
        RuleGroup.objects.filter(pk=managers.pk).update(name=agents.name)
        before = RuleVersion.objects.get().content
    publish()
    ada = world.actor("ada")
    versions = [administering(ada, bring_back_version, number=1, after=2) for _ in range(2)]
    assert [(version.number, version.brings_back) for version in versions] == [(3, 1), (3, 1)]
    with acting_as(SYSTEM):
        assert [group["name"] for group in draft()["groups"]] == ["Channel managers", "Sales agents"]
        kept = Rule.objects.get(source="territory")
    assert scores() == [0, 30]
    shipped = before["groups"][1]["rules"][0]
    assert (kept.pk, kept.name, kept.version) == (shipped["id"], shipped["name"], shipped["version"] + 1)


def test_what_is_in_force_does_not_come_back(world: World) -> None:
    change(score=35)
    with pytest.raises(ValidationError, match="in force already"):
        administering(world.actor("ada"), bring_back_version, number=1, after=1)
    with acting_as(SYSTEM):
        assert Rule.objects.get(source="territory").score == 35, "the draft is left alone"


def test_a_version_whose_territory_is_gone_does_not_come_back(world: World) -> None:
    with acting_as(SYSTEM):
        Rule.objects.filter(source="territory").update(source_territory=world.territory)
        publish()
        Rule.objects.update(source_territory=None)
        publish()
        old = RuleVersion.objects.get(number=2).content
        old["groups"][1]["rules"][0]["source_territory_id"] = 10**9
    with acting_as(SYSTEM):
        RuleVersion.objects.bulk_create(
            [RuleVersion(number=4, content=old, published_at=RuleVersion.objects.get(number=1).published_at)]
        )
    publish()
    with pytest.raises(ValidationError, match="no longer there"):
        administering(world.actor("ada"), bring_back_version, number=4, after=5)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told() -> None:
    world = make_world()
    change(score=35)
    said, start = looked_at(), Barrier(2)
    actors = [world.actor("ada"), SYSTEM]

    def attempt(actor: Actor) -> str:
        try:
            with acting_as(actor, administering=not actor.is_system):
                draft()
                start.wait(10)
                return str(publish_rules(actor=actor, **said).number)
        except ValidationError as refused:
            return refused.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(attempt, actors))
    assert answers[0] == "2"
    assert "published version 2 meanwhile" in answers[1]
    with acting_as(SYSTEM):
        assert RuleVersion.objects.count() == 2
