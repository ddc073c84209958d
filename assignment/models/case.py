"""What must come out of the rules, kept beside them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleCase(models.Model):
    """An opportunity with people and the outcome that is expected: one case of a case file, without its rules."""

    name = models.CharField(_("name"), max_length=120)
    content = models.TextField(
        _("case"),
        max_length=100_000,
        help_text=_("As in a case file: opportunity, people, expected. Rules and groups are those of the draft"),
    )

    class Meta:
        verbose_name = _("rule case")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="rule_case_name_once",
                fields=["name"],
                violation_error_message=_("There is already a case of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
