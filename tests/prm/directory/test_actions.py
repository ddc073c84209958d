from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.rls import acting_as
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person
from tests.cast import World


@pytest.fixture(autouse=True)
def as_system(world: World) -> Iterator[None]:
    with acting_as(SYSTEM):
        yield


def partner(name: str, parent: Organization | None = None) -> Organization:
    return save_organization(Organization(name=name, parent=parent), actor=SYSTEM)


def test_organization_sorts_by_its_folded_name() -> None:
    assert partner("Ärger  & Söhne").name_sort == "arger & sohne"


def test_second_organization_of_a_name_is_refused() -> None:
    partner("Summit")
    with pytest.raises(ValidationError, match="already an organization of this name"):
        partner("SUMMIT")


def test_second_brand_owner_is_refused() -> None:
    second = Organization(name="Another maker", kind=Organization.Kind.BRAND_OWNER)
    with pytest.raises(ValidationError, match="already has its brand owner"):
        save_organization(second, actor=SYSTEM)


def test_circle_is_refused_at_any_depth() -> None:
    top = partner("Top")
    middle = partner("Middle", top)
    bottom = partner("Bottom", middle)
    for parent in (top, middle, bottom):
        top.parent = parent
        with pytest.raises(ValidationError) as refused:
            save_organization(top, actor=SYSTEM)
        assert "parent" in refused.value.message_dict


def test_four_levels_and_no_more() -> None:
    levels = [partner("One")]
    for name in ("Two", "Three", "Four"):
        levels.append(partner(name, levels[-1]))
    with pytest.raises(ValidationError, match="at most four levels"):
        partner("Five", levels[-1])


def test_moving_counts_the_levels_below_too() -> None:
    upper, lower = partner("Upper", partner("Top")), partner("Lower")
    partner("Lowest", partner("Lower still", lower))
    lower.parent = upper
    with pytest.raises(ValidationError, match="at most four levels"):
        save_organization(lower, actor=SYSTEM)


@pytest.mark.parametrize("role", Person.PersonRole.values)
def test_role_fits_the_side(world: World, role: str) -> None:
    for organization, fits in ((world.gantry, not role.startswith("partner")), (world.cardinal, role.startswith("p"))):
        person = Person(name="New Person", role=role, organization=organization)
        if fits:
            assert save_person(person, actor=SYSTEM).name_sort == "new person"
        else:
            with pytest.raises(ValidationError) as refused:
                save_person(person, actor=SYSTEM)
            assert "role" in refused.value.message_dict


def test_nobody_else_keeps_organizations_and_people(world: World) -> None:
    pam = Actor(role=Role.PARTNER_MANAGER, side=Side.PARTNER, organization_id=world.cardinal.pk)
    with pytest.raises(PermissionDenied):
        save_organization(world.cardinal, actor=pam)
    with pytest.raises(PermissionDenied):
        save_person(world.people["pat"], actor=pam)


def test_what_was_saved_is_what_is_read(world: World) -> None:
    world.cardinal.tier = Organization.Tier.PLATINUM
    save_organization(world.cardinal, actor=SYSTEM)
    assert Organization.objects.get(pk=world.cardinal.pk).tier == "platinum"
    assert Role(Person.objects.get(pk=world.people["pam"].pk).role) == Role.PARTNER_MANAGER
