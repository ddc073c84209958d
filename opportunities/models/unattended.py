from __future__ import annotations

from django.db import models

from opportunities.models.child import ChildQuerySet
from prm.core.constraints import tenant_of


class Unattended(models.Model):
    """An open opportunity on whose team nobody works for the brand owner; triggers write it, nothing else does."""

    opportunity = models.OneToOneField(
        "opportunities.Opportunity", models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)

    objects = ChildQuerySet["Unattended"].as_manager()

    class Meta:
        constraints = [tenant_of("opportunities_opportunity", name="unattended_of_partner")]

    def __str__(self) -> str:
        return f"{self.opportunity_id} of {self.partner_id}"
