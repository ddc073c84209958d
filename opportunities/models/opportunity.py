from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
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
        "directory.Organization",
        models.PROTECT,
        related_name="opportunities",
        db_index=False,
        verbose_name=_("partner"),
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
    stage = models.ForeignKey("opportunities.Stage", models.PROTECT, db_index=False, verbose_name=_("stage"))
    stage_since = models.DateField(_("in this stage since"))
    probability = models.PositiveSmallIntegerField(_("probability, %"))
    currency = models.ForeignKey("catalog.Currency", models.PROTECT, db_index=False, verbose_name=_("currency"))
    amount = MoneyField(_("amount"), default=0)
    amount_company = MoneyField(default=0, help_text="Amount in the company currency, rounded once")
    expected_company = MoneyField(default=0, help_text="Amount × probability in the company currency, rounded once")
    amount_typed = models.BooleanField(default=False, help_text="Typed by a person; otherwise the sum of revenue lines")
    close_date = models.DateField(_("close date"))
    close_date_moves = models.PositiveSmallIntegerField(default=0, help_text="How often the close date was moved")
    entered_on = models.DateField(_("entered on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    last_progress_on = models.DateField(
        default=timezone.localdate,
        help_text="Last day of an activity or of a change of stage, amount or next step; long ago = idle",
    )
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=10_000)
    competitor = models.CharField(_("competitor"), max_length=120, blank=True)
    loss_reason = models.ForeignKey(
        "opportunities.LossReason",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("loss reason"),
    )
    restricted = models.BooleanField(_("restricted"), default=False)
    assignment_locked = models.BooleanField(_("assignment locked"), default=False)
    lock_reason = models.CharField(_("reason of the lock"), max_length=200, blank=True)
    entered_in_error = models.BooleanField(_("entered in error"), default=False)
    external_id = models.CharField(max_length=80, blank=True)
    entry_key = models.UUIDField(null=True, help_text="Of the form it was entered with: a second submit finds it")
    primary_person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="primary_opportunities", verbose_name=_("primary")
    )
    # Before the deal was handed over to the brand owner, and again when it is handed back.
    former_primary = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    win_asked_by = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    win_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="A partner closed it as won; the brand owner has not confirmed it yet"
    )
    entered_by = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="+", db_index=False, verbose_name=_("entered by")
    )
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
            models.CheckConstraint(
                name="opportunity_win_asked_whole",
                condition=Q(win_asked_by=None, win_asked_at=None)
                | Q(win_asked_by__isnull=False, win_asked_at__isnull=False),
                violation_error_message=_("Who asked to confirm a win belongs to when."),
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
            models.Index(name="opportunity_amount_all", fields=["amount_company", "key"]),
            models.Index(name="opportunity_name_all", fields=["name_sort", "key"]),
            # Lists begin with what is open and closes first; years of closed ones lie before it in the other indexes.
            # They hold what totals and sight ask for, so that counting a thousand rows reads no table.
            *(
                models.Index(
                    name=name,
                    fields=[*first, "close_date", "key"],
                    include=["id", "amount_company", "expected_company", "restricted"],
                    condition=Q(closed_on=None, entered_in_error=False),
                )
                for name, first in (
                    ("opportunity_open_close", ["partner"]),
                    ("opportunity_open_close_all", []),
                    ("opportunity_open_stage", ["stage"]),
                )
            ),
            models.Index(name="opportunity_restricted", fields=["partner"], condition=Q(restricted=True)),
            models.Index(
                name="opportunity_win_asked",
                fields=["partner", "win_asked_at"],
                condition=Q(win_asked_at__isnull=False),
            ),
            GinIndex(OpClass(F("name_sort"), "gin_trgm_ops"), name="opportunity_name_trigram"),
        ]

    def __str__(self) -> str:
        return self.name
