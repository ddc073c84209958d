"""What every row below an opportunity has: its parent and the parent's partner, kept equal by the database."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from opportunities.querysets import of_visible
from prm.core.actor import Actor

Row = TypeVar("Row", bound=models.Model)


class ChildQuerySet(models.QuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """Rows of the opportunities that the actor may see."""
        if actor.is_system:
            return self
        return self.filter(of_visible(actor))

    def of(self, opportunity: Any) -> Self:
        """Rows of one opportunity; a row created through this carries the right partner."""
        return self.filter(opportunity_id=opportunity.pk, partner_id=opportunity.partner_id)


def new(model: type[Row], opportunity: Any, **fields: Any) -> Row:
    """An unsaved child that carries its parent's partner: the only way to make one."""
    return model(opportunity_id=opportunity.pk, partner_id=opportunity.partner_id, **fields)
