from __future__ import annotations

import pytest
from django.http import QueryDict

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.actions import save_organization
from prm.directory.models import Organization
from prm.directory.partners.filters import PartnerFilter
from tests.cast import World


@pytest.mark.parametrize(
    ("who", "asked", "names"),
    [
        ("bea", "", ["Cardinal Systems"]),
        ("eve", "", ["Cardinal Systems", "Harborline"]),
        ("abe", "search=HARBOR", ["Harborline"]),
        ("ada", "tier=silver&tier=gold", ["Cardinal Systems", "Harborline"]),
        ("ada", "type=distributor", []),
        ("ada", "active=no", ["Kestrel"]),
        ("ada", "tier=wood", ["Cardinal Systems", "Harborline"]),
        ("ada", f"search={'x' * 300}", ["Cardinal Systems", "Harborline"]),
    ],
)
def test_what_an_address_asks_for(world: World, who: str, asked: str, names: list[str]) -> None:
    with acting_as(SYSTEM):
        save_organization(Organization(name="Kestrel", tier="silver", active=False), actor=SYSTEM)
    actor = world.actor(who)
    with acting_as(actor):
        found = PartnerFilter(QueryDict(asked), actor=actor).found()
        assert sorted(row.name for row in found) == names


def test_buttons_say_what_is_chosen(world: World) -> None:
    actor = world.actor("ada")
    with acting_as(actor):
        shown = PartnerFilter(QueryDict("tier=gold&tier=silver"), actor=actor)
        words = {menu["name"]: menu["words"] for menu in shown.menus}
        assert words == {"tier": "Silver, Gold", "type": "any", "active": "active"}
        assert shown.is_changed
        assert not PartnerFilter(QueryDict("tier="), actor=actor).is_changed
