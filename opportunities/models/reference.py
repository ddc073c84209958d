"""Lists that administrators keep: stages, sources, loss reasons, each with names in other languages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TranslatedName(models.Model):
    """The name of a reference row in one language."""

    language = models.CharField(_("language"), max_length=8)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class ReferenceQuerySet(models.QuerySet[Any]):
    def in_use(self) -> ReferenceQuerySet:
        return self.filter(active=True)

    def with_labels(self) -> ReferenceQuerySet:
        """Adds `translated`, the name in the current language where there is one, in the same statement."""
        language = (get_language() or "en").split("-")[0]
        names = self.model._meta.get_field("names").related_model.objects
        parent = self.model._meta.get_field("names").field.name
        translations = names.filter(**{parent: models.OuterRef("pk")}, language=language)
        return self.annotate(translated=models.Subquery(translations.values("name")[:1]))


class Reference(models.Model):
    """A row of a list with a stable code, an order and a name."""

    code = models.SlugField(_("code"), max_length=40, help_text=_("Used by rules and imports; never shown"))
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("active"), default=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the reader's language, as far as the row was read `with_labels`."""
        return getattr(self, "translated", None) or self.name


class Stage(Reference):
    """A step of the sale. `required_fields` must be filled before an opportunity enters it."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        WON = "won", _("won")
        LOST = "lost", _("lost")

    REQUIRABLE = ("amount", "contact", "next_step", "description", "competitor", "loss_reason", "lines")

    probability = models.PositiveSmallIntegerField(_("default probability, %"))
    outcome = models.CharField(_("outcome"), max_length=4, choices=Outcome, default=Outcome.OPEN)
    required_fields = models.JSONField(_("required fields"), default=list, blank=True)
    confirmed_by_brand_owner = models.BooleanField(
        _("confirmed by the brand owner"),
        default=False,
        help_text=_(
            "For a stage of won deals: when a partner moves a deal here, it waits until the brand owner confirms"
        ),
    )

    class Meta(Reference.Meta):
        verbose_name = _("stage")
        constraints = [
            models.UniqueConstraint(
                name="stage_code_once",
                fields=["code"],
                violation_error_message=_("There is already a stage of this code."),
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="stage_name_once_in_use",
                condition=Q(active=True),
                violation_error_message=_("There is already a stage of this name in use. Give it another name."),
            ),
            models.CheckConstraint(
                name="stage_probability_fits_outcome",
                condition=Q(outcome="open", probability__lte=100)
                | Q(outcome="won", probability=100)
                | Q(outcome="lost", probability=0),
                violation_error_message=_("Probability: 0 to 100 while open, 100 when won, 0 when lost."),
            ),
            models.CheckConstraint(
                name="stage_only_wins_are_confirmed",
                condition=Q(confirmed_by_brand_owner=False) | Q(outcome="won"),
                violation_error_message=_("Only a win can wait for the brand owner."),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.outcome == self.Outcome.OPEN


class StageName(TranslatedName):
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="stage_name_once_a_language",
                fields=["stage", "language"],
                violation_error_message=_("One name per language."),
            )
        ]


class Source(Reference):
    """Where an opportunity came from: trade show, web, referral."""

    class Meta(Reference.Meta):
        verbose_name = _("source")
        constraints = [
            models.UniqueConstraint(
                name="source_code_once",
                fields=["code"],
                violation_error_message=_("There is already a source of this code."),
            )
        ]


class SourceName(TranslatedName):
    source = models.ForeignKey(Source, models.CASCADE, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="source_name_once_a_language",
                fields=["source", "language"],
                violation_error_message=_("One name per language."),
            )
        ]


class LossReason(Reference):
    """Why an opportunity was lost."""

    class Meta(Reference.Meta):
        verbose_name = _("loss reason")
        constraints = [
            models.UniqueConstraint(
                name="loss_reason_code_once",
                fields=["code"],
                violation_error_message=_("There is already a reason of this code."),
            )
        ]


class LossReasonName(TranslatedName):
    loss_reason = models.ForeignKey(LossReason, models.CASCADE, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="loss_reason_name_once_a_language",
                fields=["loss_reason", "language"],
                violation_error_message=_("One name per language."),
            )
        ]
