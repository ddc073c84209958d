from __future__ import annotations

from typing import Any

import pytest

from assignment.models import ExpertiseLevel, PersonProfile, PersonSkill
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.administration import errors_in, page, rows, save
from tests.cast import World


@pytest.fixture
def address(world: World) -> str:
    with acting_as(SYSTEM):
        return page(PersonProfile, "change", PersonProfile.objects.get(person=world.abe).pk)


@pytest.fixture
def level(world: World) -> int:
    with acting_as(SYSTEM):
        return ExpertiseLevel.objects.get(name="Expert").pk


def test_person_of_a_partner_or_with_a_profile(world: World) -> None:
    for person in (world.pat, world.abe):
        assert list(errors_in(save(world.client("ada"), page(PersonProfile, "add"), person=person.pk))) == ["person"]


def test_substitute_is_an_active_colleague(world: World, address: str) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=world.bea.pk).update(active=False)
    for person in (world.abe, world.pat, world.bea):
        assert list(errors_in(save(world.client("ada"), address, substitute=person.pk))) == ["substitute"]
    assert save(world.client("ada"), address, substitute=world.eve.pk).status_code == 302


@pytest.mark.parametrize("pick", ["product:Unheard of", "hobby:Chess", "product"])
def test_skill_that_is_not_in_the_lists(world: World, address: str, level: int, pick: str) -> None:
    errors = errors_in(save(world.client("ada"), address, skills=rows({"pick": pick, "level": level})))
    (field,) = errors
    assert field.endswith("-pick")


def test_same_skill_twice(world: World, address: str, level: int) -> None:
    twice = rows(*[{"pick": f"product:{world.product.name}", "level": level}] * 2)
    (messages,) = errors_in(save(world.client("ada"), address, skills=twice)).values()
    assert messages == [f"“{world.product.name}” is listed twice."]
    stored = {"pick": f"product_line:{world.product.line.name}", "level": level}
    (messages,) = errors_in(save(world.client("ada"), address, skills=rows(stored))).values()
    assert "listed" in messages[0]


def test_same_certification_again(world: World, address: str, level: int) -> None:
    once: dict[str, Any] = {"skills-2": rows({"item": "Safety", "level": level})}
    assert save(world.client("ada"), address, **once).status_code == 302
    (messages,) = errors_in(save(world.client("ada"), address, **once)).values()
    assert "listed" in messages[0]


def test_stored_item_outside_the_lists_is_kept(world: World, address: str, level: int) -> None:
    with acting_as(SYSTEM):
        kept = PersonSkill.objects.create(person=world.abe, kind="product", item="Mast*", level_id=level)
    assert save(world.client("ada"), address, away="on").status_code == 302
    with acting_as(SYSTEM):
        kept.refresh_from_db()
    assert (kept.kind, kept.item) == ("product", "Mast*")


@pytest.mark.parametrize(
    ("prefix", "row", "field"),
    [
        ("working_hours", {"weekday": "7", "starts": "09:00", "ends": "17:00"}, "weekday"),
        ("working_hours", {"weekday": "1", "starts": "17:00", "ends": "09:00"}, "ends"),
        ("working_hours", {"weekday": "1", "starts": "noon", "ends": "17:00"}, "starts"),
        ("time_off", {"first_day": "2030-02-02", "last_day": "2030-02-01"}, "last_day"),
    ],
)
def test_hours_and_absences(world: World, address: str, prefix: str, row: dict[str, str], field: str) -> None:
    errors = errors_in(save(world.client("ada"), address, **{prefix: rows(row)}))
    assert [name.rpartition("-")[2] for name in errors] == [field]


def test_capacity_is_not_below_zero(world: World, address: str) -> None:
    assert list(errors_in(save(world.client("ada"), address, capacity="-1"))) == ["capacity"]


def test_time_off_in_admin_overlaps_nothing_stored_and_no_other_row(world: World, address: str) -> None:
    client = world.client("ada")
    first, second = ({"first_day": f"2030-02-0{day}", "last_day": "2030-02-05"} for day in (1, 4))
    refused = save(client, address, time_off=rows(first, second))
    assert refused.status_code == 200
    assert "Two of these rows overlap." in refused.content.decode()
    assert save(client, address, time_off=rows(first)).status_code == 302
    errors = errors_in(save(client, address, time_off=rows(second)))
    assert [name.rpartition("-")[2] for name in errors] == ["__all__"]


def test_substitutes_in_admin_form_no_circle(world: World, address: str) -> None:
    with acting_as(SYSTEM):
        PersonProfile.objects.create(person=world.eve, substitute=world.abe)
    assert list(errors_in(save(world.client("ada"), address, substitute=world.eve.pk))) == ["substitute"]
