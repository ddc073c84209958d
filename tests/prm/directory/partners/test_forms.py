from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Organization
from prm.directory.partners.forms import PartnerEditForm, typed_again
from tests.cast import World


@pytest.fixture
def partner(world: World) -> Organization:
    with acting_as(SYSTEM):
        found: Organization = Organization.objects.select_related("territory").get(pk=world.cardinal.pk)
    return found


def test_it_shows_what_is_stored(partner: Organization) -> None:
    with acting_as(SYSTEM):
        shown = {field.name: field.value() for field in PartnerEditForm(partner=partner)}
    assert shown["version"] == partner.version
    assert shown["name"] == partner.name
    assert shown["territory"] == (partner.territory.key if partner.territory else "")
    assert (shown["country"], shown["region"]) == (partner.country, partner.region)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("type", "agent"),
        ("tier", "tin"),
        ("territory", "nothere"),
        ("version", "-1"),
    ],
)
def test_what_nobody_can_mean_is_refused_at_its_field(partner: Organization, field: str, value: str) -> None:
    with acting_as(SYSTEM):
        shown = {each.name: each.value() for each in PartnerEditForm(partner=partner)}
        assert PartnerEditForm(shown, partner=partner).is_valid()
        assert list(PartnerEditForm(shown | {field: value}, partner=partner).errors) == [field]


def test_what_was_typed_stays_while_the_version_is_the_newest(partner: Organization) -> None:
    partner.version += 4
    with acting_as(SYSTEM):
        form = typed_again({"name": "Cardinal Group", "region": "MI", "version": "1"}, newest=partner)
        assert form["version"].value() == str(partner.version)
        assert (form["name"].value(), form["region"].value(), form["tier"].value()) == ("Cardinal Group", "MI", "")
