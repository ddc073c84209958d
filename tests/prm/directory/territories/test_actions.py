from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Territory, TerritoryArea
from prm.directory.territories.actions import remove_territory, save_territory
from tests.cast import World


def test_territory_and_its_places(world: World) -> None:
    ada = world.actor("ada")
    with acting_as(ada, administering=True):
        ohio = Territory(name="Ohio", parent=world.territory)
        save_territory(ohio, actor=ada)
        area = TerritoryArea(territory=ohio, country="United States", postal_from="430")
        save_territory(area, actor=ada)
        assert area.postal_to == "430"
        world.territory.parent = ohio
        with pytest.raises(ValidationError, match="lies below"):
            save_territory(world.territory, actor=ada)
        remove_territory(area, actor=ada)
        remove_territory(ohio, actor=ada)
        assert not Territory.objects.filter(name="Ohio").exists()


def test_territory_in_use_stays(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(ProtectedError):
        remove_territory(world.territory, actor=SYSTEM)


@pytest.mark.parametrize("name", ["eve", "bea", "abe", "pam", "pat"])
def test_only_administrators_change_them(world: World, name: str) -> None:
    actor = world.actor(name)
    with acting_as(actor):
        for verb in (save_territory, remove_territory):
            with pytest.raises(PermissionDenied):
                verb(world.territory, actor=actor)
