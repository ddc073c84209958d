"""Which territory a place belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from prm.core.sorting import folded
from prm.directory.models import TerritoryArea


class Place(Protocol):
    """Anything with an address: an account, a partner."""

    country: str
    region: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Area:
    """One row of `TerritoryArea` with folded names."""

    territory_id: int
    country: str
    region: str
    postal_from: str
    postal_to: str

    def covers(self, country: str, region: str, postal_code: str) -> bool:
        if self.country != country or (self.region and self.region != region):
            return False
        return not self.postal_from or self.postal_from <= postal_code <= self.postal_to + "~"

    @property
    def narrowness(self) -> tuple[bool, bool]:
        return bool(self.postal_from), bool(self.region)


@dataclass(frozen=True, slots=True)
class TerritoryMap:
    """All areas, the narrowest first, so that the first that covers a place decides."""

    areas: tuple[Area, ...]

    @classmethod
    def load(cls) -> TerritoryMap:
        rows = TerritoryArea.objects.values_list("territory_id", "country", "region", "postal_from", "postal_to")
        return cls.of(Area(row[0], folded(row[1]), folded(row[2]), row[3], row[4]) for row in rows)

    @classmethod
    def of(cls, areas: Iterable[Area]) -> TerritoryMap:
        return cls(tuple(sorted(areas, key=lambda area: area.narrowness, reverse=True)))

    def find(self, place: Place) -> int | None:
        """Id of the territory of a place; None where no area covers it."""
        country, region = folded(place.country), folded(place.region)
        return next((area.territory_id for area in self.areas if area.covers(country, region, place.postal_code)), None)
