"""A channel manager in Django admin: the rules of the groups that they own, and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.urls import reverse

from assignment.models import Criterion, PersonProfile, Rule, RuleGroup, RuleVersion
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.administration import fields_of, page, rows, save
from tests.cast import World

AMOUNT = {"compare": "object", "attribute": "amount", "inclusion": "include", "required": "always"}


@pytest.fixture
def owned(world: World) -> RuleGroup:
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=world.bea)
        return RuleGroup.objects.get(order=2)


def agents() -> Rule:
    with acting_as(SYSTEM):
        return Rule.objects.get(source="territory")


def others() -> Rule:
    with acting_as(SYSTEM):
        return Rule.objects.get(source="channel_manager")


def test_she_edits_her_groups_rules(world: World, owned: RuleGroup) -> None:
    client, rule = world.client("bea"), agents()
    address = page(Rule, "change", rule.pk)
    parts = {
        "criteria": rows(AMOUNT),
        "candidates": rows({"person": world.abe.pk}),
        "workload_rules": rows({"maximum": "5"}),
    }
    assert save(client, address, score="35", **parts).status_code == 302
    with acting_as(SYSTEM):
        changed = Rule.objects.get(pk=rule.pk)
        criterion = changed.criteria.get(attribute="amount")
        logged = LogEntry.objects.get(object_id=str(rule.pk))
    assert (changed.score, changed.version, logged.user_id) == (35, rule.version + 1, world.users["bea"].pk)
    values = rows({"low": "5,000"})
    assert save(client, page(Criterion, "change", criterion.pk), values=values).status_code == 302
    with acting_as(SYSTEM):
        assert criterion.values.get().content == {"low": "5000"}


def test_she_adds_and_removes_rules_there(world: World, owned: RuleGroup) -> None:
    client = world.client("bea")
    new = {"name": "More", "source": "everybody", "filter": "one_best_fit"}
    assert save(client, page(Rule, "add"), **new, group=owned.pk).status_code == 302
    assert save(client, page(Rule, "add"), **new | {"name": "Elsewhere"}, group=others().group_id).status_code == 200
    with acting_as(SYSTEM):
        added = Rule.objects.get(name="More")
        assert not Rule.objects.filter(name="Elsewhere").exists()
    assert client.post(page(Rule, "delete", added.pk), {"post": "yes"}).status_code == 302
    with acting_as(SYSTEM):
        assert not Rule.objects.filter(pk=added.pk).exists()


def test_she_moves_none_to_another_group(world: World, owned: RuleGroup) -> None:
    save(world.client("bea"), page(Rule, "change", agents().pk), group=others().group_id)
    assert agents().group_id == owned.pk


def test_other_groups_rules_are_not_there(world: World, owned: RuleGroup) -> None:
    client, rule = world.client("bea"), others()
    with acting_as(SYSTEM):
        criterion = rule.criteria.create(compare="object", attribute="amount")
    html = client.get(page(Rule, "changelist")).content.decode()
    assert agents().name in html
    assert f"/{rule.pk}/change/" not in html
    for model, pk in ((Rule, rule.pk), (Criterion, criterion.pk), (RuleGroup, rule.group_id)):
        for name in ("change", "delete"):
            for response in (client.get(page(model, name, pk)), client.post(page(model, name, pk), {"post": "yes"})):
                assert response.status_code in (302, 403), (model, name)
    removing = {"action": "delete_selected", "_selected_action": [rule.pk], "post": "yes"}
    client.post(page(Rule, "changelist"), removing)
    assert others() == rule


def test_the_group_keeps_its_owner_and_place(world: World, owned: RuleGroup) -> None:
    client, address = world.client("bea"), page(RuleGroup, "change", owned.pk)
    assert not {"owner", "order"} & set(fields_of(client.get(address)))
    assert save(client, address, fallback=world.abe.pk, owner=world.ada.pk, order="0").status_code == 302
    with acting_as(SYSTEM):
        group = RuleGroup.objects.get(pk=owned.pk)
    assert (group.fallback_id, group.owner_id, group.order) == (world.abe.pk, world.bea.pk, 2)
    for name in ("add", "delete"):
        where = page(RuleGroup, name, *([owned.pk] if name == "delete" else []))
        assert client.get(where).status_code == 403


def test_the_words_of_its_scripts_come_along(world: World, owned: RuleGroup) -> None:
    answers = [world.client(name).get(reverse("admin:jsi18n")).status_code for name in ("bea", "eve", "pat")]
    assert answers == [200, 403, 403]


def test_all_else_of_the_admin_stays_closed(world: World, owned: RuleGroup) -> None:
    client = world.client("bea")
    with acting_as(SYSTEM):
        closed = [page(RuleVersion, "changelist"), "/admin/assignment/ruleversion/publish/"]
    closed += [page(model, "changelist") for model in (PersonProfile, Person, get_user_model())]
    closed += [page(Rule, "history", agents().pk), reverse("admin:index"), reverse("admin:search")]
    for address in closed:
        assert client.get(address).status_code == 403, address
    assert "/history/" not in client.get(page(Rule, "change", agents().pk)).content.decode()
    html = client.get(page(Rule, "changelist")).content.decode()
    assert page(RuleGroup, "changelist") in html
    assert page(Person, "changelist") not in html


@pytest.mark.parametrize("name", ["bea", "eve", "abe", "pam"])
def test_who_owns_no_group_gets_nowhere(world: World, name: str) -> None:
    """Even an owner, when they are no channel manager."""
    with acting_as(SYSTEM):
        RuleGroup.objects.filter(order=2).update(owner=None if name == "bea" else world.people[name])
    for address in (page(Rule, "changelist"), page(Rule, "change", agents().pk), page(RuleGroup, "changelist")):
        assert world.client(name).get(address).status_code == 403, address
