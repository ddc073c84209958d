from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.models.child import ChildQuerySet
from prm.core.constraints import tenant_of
from prm.core.money import MoneyField


class OpportunityState(models.Model):
    """What an opportunity counted for from one moment until the next: gives the pipeline of any day."""

    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="states", db_constraint=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    stage = models.ForeignKey("opportunities.Stage", models.PROTECT, related_name="+", db_index=False)
    amount_company = MoneyField()
    probability = models.PositiveSmallIntegerField()
    close_date = models.DateField()

    objects = ChildQuerySet["OpportunityState"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="opportunity_state_one_present",
                fields=["opportunity"],
                condition=models.Q(until=None),
                violation_error_message=_("An opportunity has one present state."),
            ),
            models.CheckConstraint(
                name="opportunity_state_ends_after_start",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A state cannot end before it began."),
            ),
            tenant_of("opportunities_opportunity", name="opportunity_state_of_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} since {self.since:%Y-%m-%d}"
