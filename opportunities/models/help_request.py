from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.models.child import ChildQuerySet
from prm.core.constraints import tenant_of


class HelpRequest(models.Model):
    """What a partner asks the brand owner for: kind, what, by when."""

    class Kind(models.TextChoices):
        TECHNICAL_EXPERT = "technical_expert", _("Technical expert")
        PRESENTATION = "presentation", _("Demo or presentation")
        PRICING = "pricing", _("Pricing or special price")
        PROPOSAL = "proposal", _("Proposal support")
        EXECUTIVE_SPONSOR = "executive_sponsor", _("Executive sponsor")
        REFERENCE = "reference", _("Reference")
        OTHER = "other", _("Other")

    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="help_requests", db_constraint=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    what = models.CharField(_("what"), max_length=500, blank=True)
    due = models.DateField(_("by when"), null=True, blank=True)
    asked_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = ChildQuerySet["HelpRequest"].as_manager()

    class Meta:
        verbose_name = _("help request")
        constraints = [tenant_of("opportunities_opportunity", name="help_request_of_partner")]

    def __str__(self) -> str:
        return self.get_kind_display()
