from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prm.core.keys import KeyField


class Territory(models.Model):
    """A part of the market; territories form a tree."""

    key = KeyField()
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            models.UniqueConstraint(
                name="territory_name_once",
                fields=["name"],
                violation_error_message=_("There is already a territory of this name."),
            ),
            models.CheckConstraint(
                name="territory_not_its_own_parent",
                condition=~Q(parent=F("id")),
                violation_error_message=_("A territory cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TerritoryArea(models.Model):
    """What belongs to a territory: a country, one of its regions, or a range of postal codes (both ends included)."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="areas", verbose_name=_("territory"))
    country = models.CharField(_("country"), max_length=60)
    region = models.CharField(_("region"), max_length=80, blank=True)
    postal_from = models.CharField(_("postal code from"), max_length=12, blank=True)
    postal_to = models.CharField(_("postal code to"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("territory area")
        constraints = [
            models.CheckConstraint(
                name="territory_area_postal_range_whole",
                condition=Q(postal_from="", postal_to="") | Q(postal_from__gt="", postal_to__gte=F("postal_from")),
                violation_error_message=_("A postal range needs both ends, the lower one first."),
            )
        ]

    def __str__(self) -> str:
        return " ".join(
            filter(None, [self.country, self.region, self.postal_from and f"{self.postal_from}–{self.postal_to}"])
        )

    def clean_fields(self, exclude: Any = None) -> None:
        super().clean_fields(exclude)
        self.postal_to = self.postal_to or self.postal_from
