from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from opportunities.querysets import OpportunityQuerySet
from prm.core.constraints import CompositeForeignKey
from prm.core.keys import KeyField
from prm.core.money import MoneyField


class Opportunity(models.Model):
    """A possible sale that a partner and the brand owner work together. Credited once, to `partner`; a direct deal
    carries the brand owner's own organization there. Never deleted, but marked entered in error."""

    class Type(models.TextChoices):
        NEW = "new", _("New business")
        RENEWAL = "renewal", _("Renewal")
        EXPANSION = "expansion", _("Expansion")

    # Only where it was loaded `for_page(actor)`; permissions ask for them.
    am_member: bool
    managed_by: int | None

    key = KeyField()
    partner = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="opportunities", verbose_name=_("partner")
    )
    name = models.CharField(_("name"), max_length=200)
    name_sort = models.CharField(max_length=240)
    account = models.ForeignKey(
        "directory.Account",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunities",
        verbose_name=_("customer account"),
    )
    contact = models.ForeignKey(
        "directory.Contact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opportunities",
        verbose_name=_("contact"),
    )
    territory = models.ForeignKey(
        "directory.Territory", models.PROTECT, null=True, blank=True, verbose_name=_("territory")
    )
    source = models.ForeignKey("opportunities.Source", models.PROTECT, null=True, blank=True, verbose_name=_("source"))
    type = models.CharField(_("type"), max_length=10, choices=Type, default=Type.NEW)
    stage = models.ForeignKey("opportunities.Stage", models.PROTECT, verbose_name=_("stage"))
    stage_since = models.DateField(_("in this stage since"))
    probability = models.PositiveSmallIntegerField(_("probability, %"))
    currency = models.ForeignKey("catalog.Currency", models.PROTECT, verbose_name=_("currency"))
    amount = MoneyField(_("amount"), default=0)
    amount_company = MoneyField(default=0, help_text="Amount in the company currency, rounded once")
    expected_company = MoneyField(default=0, help_text="Amount × probability in the company currency, rounded once")
    amount_typed = models.BooleanField(default=False, help_text="Typed by a person; otherwise the sum of revenue lines")
    close_date = models.DateField(_("close date"))
    entered_on = models.DateField(_("entered on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=10_000)
    competitor = models.CharField(_("competitor"), max_length=120, blank=True)
    loss_reason = models.ForeignKey(
        "opportunities.LossReason", models.PROTECT, null=True, blank=True, verbose_name=_("loss reason")
    )
    restricted = models.BooleanField(_("restricted"), default=False)
    assignment_locked = models.BooleanField(_("assignment locked"), default=False)
    entered_in_error = models.BooleanField(_("entered in error"), default=False)
    external_id = models.CharField(max_length=80, blank=True)
    entry_key = models.UUIDField(null=True, help_text="Of the form it was entered with: a second submit finds it")
    primary_person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="primary_opportunities", verbose_name=_("primary")
    )
    entered_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+", verbose_name=_("entered by"))
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        constraints = [
            models.UniqueConstraint(
                name="opportunity_of_partner",
                fields=["id", "partner"],
                violation_error_message=_("An opportunity has one partner."),
            ),
            models.UniqueConstraint(
                name="opportunity_entry_key_once",
                fields=["partner", "entry_key"],
                violation_error_message=_("This form was saved already."),
            ),
            models.UniqueConstraint(
                name="opportunity_external_id_once",
                fields=["partner", "external_id"],
                condition=Q(external_id__gt=""),
                violation_error_message=_("This partner has already an opportunity of this external id."),
            ),
            models.CheckConstraint(
                name="opportunity_amounts_not_negative",
                condition=Q(amount__gte=0, amount_company__gte=0, expected_company__gte=0),
                violation_error_message=_("An amount is not below 0."),
            ),
            models.CheckConstraint(
                name="opportunity_probability_percent",
                condition=Q(probability__lte=100),
                violation_error_message=_("A probability is at most 100 %."),
            ),
            models.CheckConstraint(
                name="opportunity_closed_not_before_entered",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("entered_on")),
                violation_error_message=_("It cannot be closed before it was entered."),
            ),
            CompositeForeignKey(
                columns=("id", "primary_person_id"),
                to_table="opportunities_member",
                references=("opportunity_id", "person_id"),
                name="opportunity_primary_is_member",
                on_update="NO ACTION",
                violation_error_message=_("The primary must be on the sales team."),
            ),
        ]
        indexes = [
            models.Index(name="opportunity_close", fields=["partner", "close_date", "key"]),
            models.Index(name="opportunity_close_all", fields=["close_date", "key"]),
            models.Index(name="opportunity_amount", fields=["partner", "amount_company", "key"]),
            models.Index(name="opportunity_name", fields=["partner", "name_sort", "key"]),
            models.Index(name="opportunity_account", fields=["account"]),
            GinIndex(OpClass(F("name_sort"), "gin_trgm_ops"), name="opportunity_name_trigram"),
        ]

    def __str__(self) -> str:
        return self.name
