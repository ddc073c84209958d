from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpertiseLevel(models.Model):
    """A level of expertise and what share of a value's points it earns; shares need not rise with the level."""

    name = models.CharField(_("name"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"))
    weight = models.DecimalField(_("weighting factor, %"), max_digits=7, decimal_places=2, default=100)

    class Meta:
        verbose_name = _("expertise level")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                name="expertise_level_name_once",
                fields=["name"],
                violation_error_message=_("There is already a level of this name."),
            ),
            models.UniqueConstraint(
                name="expertise_level_order_once",
                fields=["order"],
                violation_error_message=_("Another level has this place in the order."),
            ),
            models.CheckConstraint(
                name="expertise_level_weight_not_negative",
                condition=models.Q(weight__gte=0),
                violation_error_message=_("A factor is not below 0 %."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
