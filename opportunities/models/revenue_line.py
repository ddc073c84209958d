from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opportunities.models.child import ChildQuerySet, Row
from prm.core.constraints import tenant_of
from prm.core.keys import KeyField
from prm.core.money import MoneyField


class RevenueLineQuerySet(ChildQuerySet[Row]):
    def kept(self) -> Self:
        return self.filter(deleted_at=None)


class RevenueLine(models.Model):
    """A product with quantity and price in an opportunity's currency; both companies see it."""

    class Upside(models.TextChoices):
        NONE = "", _("as expected")
        UP = "up", _("upside")
        DOWN = "down", _("downside")

    key = KeyField()
    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="lines", db_constraint=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, related_name="revenue_lines", verbose_name=_("product")
    )
    position = models.PositiveSmallIntegerField(default=0)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2)
    unit_price = MoneyField(_("unit price"))
    discount = models.DecimalField(_("discount, %"), max_digits=5, decimal_places=2, default=0)
    amount = MoneyField(_("amount"))
    amount_company = MoneyField(help_text="In the company currency, rounded once")
    expected_company = MoneyField(help_text="Amount × probability in the company currency, rounded once")
    probability = models.PositiveSmallIntegerField(_("probability, %"))
    stage = models.ForeignKey(
        "opportunities.Stage", models.PROTECT, related_name="+", db_index=False, verbose_name=_("stage")
    )
    date = models.DateField(_("date"))
    in_forecast = models.BooleanField(_("in the forecast"), default=True)
    upside = models.CharField(_("upside or downside"), max_length=4, choices=Upside, default=Upside.NONE, blank=True)
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = RevenueLineQuerySet["RevenueLine"].as_manager()

    class Meta:
        verbose_name = _("revenue line")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="revenue_line_quantity_positive",
                condition=Q(quantity__gt=0),
                violation_error_message=_("A quantity is above 0."),
            ),
            models.CheckConstraint(
                name="revenue_line_amounts_not_negative",
                condition=Q(unit_price__gte=0, amount__gte=0, amount_company__gte=0),
                violation_error_message=_("A price is not below 0."),
            ),
            models.CheckConstraint(
                name="revenue_line_percents",
                condition=Q(discount__gte=0, discount__lte=100, probability__lte=100),
                violation_error_message=_("Discount and probability are between 0 and 100 %."),
            ),
            tenant_of("opportunities_opportunity", name="revenue_line_of_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"
