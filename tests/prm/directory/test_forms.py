"""What the verbs of the directory refuse, said at the field."""

from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_organization
from prm.directory.models import Organization, Person, Territory
from tests.administration import errors_in, page, save
from tests.cast import World


def test_parent_below_itself(world: World) -> None:
    with acting_as(SYSTEM):
        world.harborline.parent = world.cardinal
        save_organization(world.harborline, actor=SYSTEM)
    response = save(world.client("ada"), page(Organization, "change", world.cardinal.pk), parent=world.harborline.pk)
    assert errors_in(response) == {"parent": ["This parent is below the organization itself. Choose another one."]}


def test_five_levels_are_too_deep(world: World) -> None:
    above = world.cardinal
    with acting_as(SYSTEM):
        for name in ("Two", "Three", "Four"):
            above = save_organization(Organization(name=name, parent=above), actor=SYSTEM)
    response = save(world.client("ada"), page(Organization, "add"), name="Five", parent=above.pk)
    assert errors_in(response) == {"parent": ["Organizations go at most four levels deep. Choose a parent higher up."]}


@pytest.mark.parametrize("name", ["abe", "pam"])
def test_channel_manager_is_one(world: World, name: str) -> None:
    response = save(
        world.client("ada"), page(Organization, "change", world.cardinal.pk), channel_manager=world.people[name].pk
    )
    assert list(errors_in(response)) == ["channel_manager"]


def test_role_of_the_other_side(world: World) -> None:
    response = save(world.client("ada"), page(Person, "change", world.pat.pk), role="sales_agent")
    message = "This role belongs to the other side. Choose a role of the person’s company."
    assert errors_in(response) == {"role": [message]}


def test_manager_of_another_company(world: World) -> None:
    response = save(world.client("ada"), page(Person, "change", world.pat.pk), reports_to=world.olga.pk)
    assert errors_in(response) == {"reports_to": ["Choose somebody of the same organization."]}


def test_managers_in_a_circle(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(Person, "change", world.pat.pk), reports_to=world.pam.pk).status_code == 302
    response = save(client, page(Person, "change", world.pam.pk), reports_to=world.pat.pk)
    assert errors_in(response) == {"reports_to": ["This person reports to the person you are changing."]}


@pytest.mark.parametrize(("field", "value"), [("active", None), ("role", "sales_agent")])
def test_last_administrator_stays(world: World, field: str, value: str | None) -> None:
    response = save(world.client("ada"), page(Person, "change", world.ada.pk), **{field: value})
    assert errors_in(response) == {field: ["This is the last active administrator. Name another one first."]}


def test_administrator_may_go_once_there_is_another(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(Person, "change", world.abe.pk), role="administrator").status_code == 302
    assert save(client, page(Person, "change", world.ada.pk), role="sales_agent").status_code == 302
    assert client.get("/admin/").status_code == 403
    assert world.client("abe").get("/admin/").status_code == 200


@pytest.mark.parametrize(("field", "value"), [("time_zone", "Mars/Olympus"), ("language", "xx"), ("role", "king")])
def test_only_what_is_offered(world: World, field: str, value: str) -> None:
    assert list(errors_in(save(world.client("ada"), page(Person, "change", world.pat.pk), **{field: value}))) == [field]


def test_stored_time_zone_outside_the_list_is_kept(world: World) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=world.pat.pk).update(time_zone="Etc/GMT+5")
    assert save(world.client("ada"), page(Person, "change", world.pat.pk), phone="1").status_code == 302
    with acting_as(SYSTEM):
        assert Person.objects.get(pk=world.pat.pk).time_zone == "Etc/GMT+5"


def test_territory_below_itself(world: World) -> None:
    with acting_as(SYSTEM):
        part = Territory.objects.create(name="North", parent=world.territory)
    response = save(world.client("ada"), page(Territory, "change", world.territory.pk), parent=part.pk)
    assert errors_in(response) == {"parent": ["This territory lies below the one you are changing."]}
