from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.models.child import ChildQuerySet
from prm.core.actor import Actor
from prm.core.constraints import tenant_of
from prm.core.history.models import HistoryEntry


class HistoryQuerySet(ChildQuerySet["OpportunityHistory"]):
    def visible_to(self, actor: Actor) -> Self:
        """Entries of visible opportunities, without the other company's private ones."""
        rows = super().visible_to(actor)
        if not actor.is_system:
            rows = rows.filter(models.Q(private_to=None) | models.Q(private_to=actor.organization_id))
        return rows


class OpportunityHistory(HistoryEntry):
    """A change of an opportunity: who, which company, what, when. Without a person: the assignment did it."""

    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="history", db_constraint=False, db_index=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = HistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("history entry")
        constraints = [tenant_of("opportunities_opportunity", name="opportunity_history_of_partner")]
        indexes = [models.Index(name="opportunity_history_order", fields=["opportunity", "-at", "-id"])]
