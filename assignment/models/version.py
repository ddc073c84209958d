"""What is in force: the rules as they stood when somebody published them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleVersionQuerySet(models.QuerySet["RuleVersion"]):
    def latest_first(self) -> RuleVersionQuerySet:
        return self.order_by("-number")

    def present(self) -> RuleVersion | None:
        """The version in force."""
        return self.latest_first().first()


class RuleVersion(models.Model):
    """All groups with their rules at one moment. Nobody may change or remove one: no database role has the right."""

    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"), help_text=_("As written by assignment.versions.content"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )
    brings_back = models.PositiveIntegerField(_("brings back version"), null=True, blank=True)

    objects = RuleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="rule_version_number_once",
                fields=["number"],
                violation_error_message=_("This version was published already."),
            ),
            models.CheckConstraint(
                name="rule_version_brings_back_an_older_one",
                condition=models.Q(brings_back=None) | models.Q(brings_back__lt=models.F("number")),
                violation_error_message=_("Only an older version can be brought back."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)d") % {"number": self.number})
