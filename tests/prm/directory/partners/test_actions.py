from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction

from prm.core.rls import acting_as
from prm.directory.models import Organization
from prm.directory.partners.actions import enter_partner
from tests.cast import World


def test_a_channel_manager_takes_it(world: World) -> None:
    actor = world.actor("bea")
    with acting_as(actor):
        kestrel = enter_partner(Organization(name="Kestrel", channel_manager=world.eve), actor=actor)
    assert (kestrel.channel_manager, kestrel.kind, kestrel.name_sort) == (world.bea, "partner", "kestrel")


def test_an_administrator_names_who_takes_it(world: World) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        assert enter_partner(Organization(name="Kestrel", channel_manager=world.bea), actor=actor).pk
        assert enter_partner(Organization(name="Osprey"), actor=actor).channel_manager is None
        with pytest.raises(ValidationError, match="active channel manager"):
            enter_partner(Organization(name="Heron", channel_manager=world.abe), actor=actor)


@pytest.mark.parametrize("who", ["pam", "pat", "olga", "abe", "eve"])
def test_nobody_else_does(world: World, who: str) -> None:
    actor = world.actor(who)
    with acting_as(actor), pytest.raises(PermissionDenied):
        enter_partner(Organization(name="Kestrel"), actor=actor)


def test_the_second_lock_holds_without_the_verb(world: World) -> None:
    """No partner makes companies; the brand owner's people make partners alone and rewrite none."""
    for who, kind in (("pam", "partner"), ("bea", "brand_owner")):
        with acting_as(world.actor(who)), pytest.raises(ProgrammingError), transaction.atomic():
            Organization.objects.create(name="Kestrel", name_sort="kestrel", kind=kind)
    for change in ({"active": False}, {"channel_manager": None}, {"parent": None}, {"kind": "brand_owner"}):
        with acting_as(world.actor("bea")), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
            Organization.objects.filter(pk=world.cardinal.pk).update(**change)
    with acting_as(world.actor("bea")):
        assert Organization.objects.filter(pk=world.gantry.pk).update(name="Mine") == 0
    with acting_as(world.actor("pam")), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        Organization.objects.filter(pk=world.cardinal.pk).update(name="Mine")
