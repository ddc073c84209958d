"""How much somebody may have to do, as a rule says it, and how much each opportunity counts in it."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignment.models.rule import Rule
from prm.core.money import MoneyField


class WorkloadRule(models.Model):
    """Points for room left, and how much is too much."""

    class Counts(models.TextChoices):
        OPEN_OPPORTUNITIES = "open_opportunities", _("open opportunities")
        OPEN_SERVICE_REQUESTS = "open_service_requests", _("open service requests")

    class WeightedBy(models.TextChoices):
        AMOUNT = "amount", _("amount")
        STAGE = "stage", _("stage")

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="workload_rules", verbose_name=_("rule"))
    counts = models.CharField(_("counts"), max_length=24, choices=Counts, default=Counts.OPEN_OPPORTUNITIES)
    weighted_by = models.CharField(
        _("weighted by"),
        max_length=8,
        choices=WeightedBy,
        blank=True,
        help_text=_("Empty = each counts as 1. Save the rule, then follow the link to say what counts how much"),
    )
    maximum = models.PositiveIntegerField(_("maximum"))
    score = models.IntegerField(_("score"), default=0)
    required = models.BooleanField(_("required"), default=False)

    class Meta:
        verbose_name = _("workload rule")
        constraints = [
            models.CheckConstraint(
                name="workload_rule_maximum_positive",
                condition=Q(maximum__gt=0),
                violation_error_message=_("A maximum is above 0."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_counts_display()} ≤ {self.maximum}"


# What the portal keeps; service requests come later, and nothing may count what is not there.
COUNTED = (WorkloadRule.Counts.OPEN_OPPORTUNITIES,)


class WorkloadWeight(models.Model):
    """How much an opportunity counts in a workload rule: one of a stage, or of an amount in the company currency.

    Both ends of an amount are included and an empty one is open; the first that fits decides. What none fits counts 1.
    """

    workload_rule = models.ForeignKey(
        WorkloadRule, models.CASCADE, related_name="weights", verbose_name=_("workload rule")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    low = MoneyField(_("from"), null=True, blank=True)
    high = MoneyField(_("to"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=40, blank=True)
    weight = models.DecimalField(_("counts as"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("weight")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="workload_weight_of_stage_or_amount",
                condition=(Q(stage="") & (Q(low__isnull=False) | Q(high__isnull=False)))
                | (~Q(stage="") & Q(low=None, high=None)),
                violation_error_message=_("Say a stage, or from or to which amount."),
            ),
            models.CheckConstraint(
                name="workload_weight_amounts_in_order",
                condition=Q(low=None) | Q(high=None) | Q(high__gte=F("low")),
                violation_error_message=_("The amounts end below where they start."),
            ),
            models.CheckConstraint(
                name="workload_weight_not_negative",
                condition=Q(weight__gte=0),
                violation_error_message=_("Nothing counts less than 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage or f'{self.low}–{self.high}'}: {self.weight}"
