from dataclasses import dataclass

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.core.sorting import folded
from prm.directory.models import Territory, TerritoryArea
from prm.directory.places import Area, TerritoryMap

COUNTRY, REGION, POSTAL, OTHER = 1, 2, 3, 4


@dataclass(frozen=True)
class At:
    country: str = ""
    region: str = ""
    postal_code: str = ""


def area(territory: int, country: str, region: str = "", start: str = "", end: str = "") -> Area:
    return Area(territory, folded(country), folded(region), start, end or start)


MAP = TerritoryMap.of(
    [
        area(COUNTRY, "United States"),
        area(REGION, "United States", "OH"),
        area(POSTAL, "United States", "OH", "43200", "43299"),
        area(OTHER, "Österreich", "", "10", "12"),
    ]
)


@pytest.mark.parametrize(
    ("place", "territory"),
    [
        (At("United States", "TX", "75001"), COUNTRY),
        (At("United States", "OH", "44101"), REGION),
        (At("United States", "OH", "43200"), POSTAL),
        (At("United States", "OH", "43299"), POSTAL),
        (At("United States", "OH", "43299-1234"), POSTAL),
        (At("United States", "OH", "43300"), REGION),
        (At("United States", "OH"), REGION),
        (At("united  states", "oh"), REGION),
        (At("Osterreich", "", "1010"), OTHER),
        (At("Österreich", "", "1299"), OTHER),
        (At("Österreich", "", "13"), None),
        (At("Canada"), None),
        (At(), None),
    ],
)
def test_the_narrowest_area_decides(place: At, territory: int | None) -> None:
    assert MAP.find(place) == territory


def test_the_order_of_the_rows_does_not_matter() -> None:
    backward = TerritoryMap.of(reversed(MAP.areas))
    assert backward.find(At("United States", "OH", "43210")) == POSTAL


@pytest.mark.django_db
def test_areas_are_read_from_the_database() -> None:
    with acting_as(SYSTEM):
        great_lakes = Territory.objects.create(name="Great Lakes")
        TerritoryArea.objects.create(territory=great_lakes, country="Österreich", region="Ñuble")
        found = TerritoryMap.load()
    assert found.find(At("osterreich", "NUBLE")) == great_lakes.pk
    assert found.find(At("osterreich", "")) is None
