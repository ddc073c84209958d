"""Lists and rates that entering needs, read once for any number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from opportunities.models import LossReason, Source, Stage
from prm.catalog.conversion import Converter
from prm.directory.models import Organization
from prm.directory.places import TerritoryMap


@dataclass(slots=True)
class ReferenceData:
    """Stages, sources and loss reasons by code, territories, rates."""

    stages: dict[str, Stage]
    sources: dict[str, int]
    loss_reasons: dict[str, int]
    territories: TerritoryMap
    converter: Converter
    time_zone: str

    @classmethod
    def load(cls) -> ReferenceData:
        return cls(
            stages={stage.code: stage for stage in Stage.objects.in_use().order_by("order")},
            sources=_codes(Source),
            loss_reasons=_codes(LossReason),
            territories=TerritoryMap.load(),
            converter=Converter.load(),
            time_zone=Organization.objects.brand_owner().time_zone,
        )

    @property
    def first_stage(self) -> Stage:
        return next(iter(self.stages.values()))

    def stage(self, code: str) -> Stage:
        """The stage of a code, the first one for none. Raises KeyError."""
        return self.stages[code] if code else self.first_stage


def _codes(model: Any) -> dict[str, int]:
    return dict(model.objects.values_list("code", "pk"))
