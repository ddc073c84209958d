from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from assignment.models import Rule, RuleVersion
from prm.access.models import User
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.administration import fields_of, page, save
from tests.assignment.publishing import publish
from tests.cast import World, make_world

PUBLISH = "/admin/assignment/ruleversion/publish/"


def change(world: World) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="territory")
    assert save(world.client("ada"), page(Rule, "change", rule.pk), score="35").status_code == 302


def again(number: int) -> str:
    with acting_as(SYSTEM):
        return reverse("admin:assignment_ruleversion_again", args=[RuleVersion.objects.get(number=number).pk])


def test_the_difference_is_read_and_published(world: World) -> None:
    client = world.client("ada")
    assert "There is nothing" not in client.get(PUBLISH).content.decode()
    change(world)
    html = client.get(PUBLISH).content.decode()
    assert "Rule “Agents of the territory by product expertise” in Sales agents" in html
    assert "Rule score: 35, before 30." in html
    response = client.post(PUBLISH, fields_of(client.get(PUBLISH)) | {"note": "For the fair"}, follow=True)
    html = response.content.decode()
    assert "Version 2 is in force for new opportunities." in html
    assert "Rule score: 35, before 30." in html, "the version tells what it changed"
    with acting_as(SYSTEM):
        version = RuleVersion.objects.get(number=2)
    assert (version.published_by_id, version.note) == (world.ada.pk, "For the fair")


def test_without_a_difference_there_is_no_button(world: World) -> None:
    html = world.client("ada").get(PUBLISH).content.decode()
    assert "Nothing: it says the same." in html
    assert 'id="publish_form"' not in html


def test_a_version_is_brought_back(world: World) -> None:
    change(world)
    publish()
    client = world.client("ada")
    assert "Rule score: 30, before 35." in client.get(again(1)).content.decode()
    assert client.post(again(1), fields_of(client.get(again(1)))).status_code == 302
    with acting_as(SYSTEM):
        assert RuleVersion.objects.get(number=3).brings_back == 1
        assert Rule.objects.get(source="territory").score == 30
    missing = again(1).replace(again(1).split("/")[4], "999999999")
    assert client.get(missing).status_code == 404
    assert client.get(missing.replace("999999999", "nonsense")).status_code == 404


def test_whoever_comes_second_reads_it_and_publishes_what_is_left(world: World) -> None:
    """The draft is one for all: what another one published of it is in force, what came since is still there."""
    change(world)
    client = world.client("ada")
    seen = fields_of(client.get(PUBLISH))
    publish()
    response = client.post(PUBLISH, seen | {"note": "mine"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "The portal published version 2 meanwhile" in html
    assert html.index("What version 2 changed meanwhile") < html.index("Rule score: 35, before 30.")
    change_again = {"score": "36"}
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="territory")
    save(client, page(Rule, "change", rule.pk), **change_again)
    assert client.post(PUBLISH, fields_of(client.get(PUBLISH))).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_the_second_reads_what_the_first_changed_and_loses_nothing() -> None:
    """Two browsers, two connections: whoever comes second keeps the note and the draft."""
    world = make_world()
    with acting_as(SYSTEM):
        Person.objects.filter(pk=world.eve.pk).update(role=Role.ADMINISTRATOR)
        User.objects.filter(person=world.eve).update(is_staff=True, is_superuser=True)
    change(world)
    clients = {name: world.client(name) for name in ("ada", "eve")}
    seen = {name: fields_of(client.get(PUBLISH)) | {"note": f"By {name}"} for name, client in clients.items()}
    together = Barrier(2)

    def publish_it(name: str) -> Any:
        together.wait(20)
        try:
            return clients[name].post(PUBLISH, seen[name])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip(clients, pool.map(publish_it, clients), strict=True))
    by_status = {answer.status_code: name for name, answer in answers.items()}
    assert set(by_status) == {302, 422}
    first, second = by_status[302], by_status[422]
    html = answers[second].content.decode()
    assert f"{world.people[first].name} published version 2 meanwhile" in html
    assert html.index("What version 2 changed meanwhile") < html.index("Rule score: 35, before 30.")
    with acting_as(SYSTEM):
        assert list(RuleVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        assert RuleVersion.objects.get(number=2).note == f"By {first}"
        assert Rule.objects.get(source="territory").score == 35


@pytest.mark.parametrize(
    "typed", [{"after": ""}, {"seen": "x" * 10_000}, {"note": "‮" + "x" * 10_000}, {"after": "9" * 40}]
)
def test_nonsense_is_refused_and_the_note_kept(world: World, typed: dict[str, Any]) -> None:
    change(world)
    client = world.client("ada")
    response = client.post(PUBLISH, fields_of(client.get(PUBLISH)) | {"note": "Kept"} | typed)
    assert response.status_code == 422
    assert fields_of(response)["note"] == typed.get("note", "Kept")
    assert fields_of(response)["after"] == "1"


@pytest.mark.parametrize("name", ["bea", "eve", "abe", "pat", "olga"])
def test_nobody_else(world: World, name: str) -> None:
    for address in (PUBLISH, again(1), page(RuleVersion, "changelist")):
        assert world.client(name).get(address).status_code == 403, address
        assert world.client(name).post(address, {}).status_code == 403, address


def test_versions_stay_as_they_are(world: World) -> None:
    with acting_as(SYSTEM):
        version = RuleVersion.objects.get()
    client = world.client("ada")
    assert client.post(page(RuleVersion, "change", version.pk), {"note": "x"}).status_code == 403
    assert client.post(page(RuleVersion, "delete", version.pk), {"post": "yes"}).status_code == 403
