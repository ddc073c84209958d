from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.querysets import of_visible
from prm.core.actor import Actor
from prm.core.constraints import tenant_of
from prm.core.keys import KeyField


class AssignmentRunQuerySet(models.QuerySet["AssignmentRun"]):
    def visible_to(self, actor: Actor) -> AssignmentRunQuerySet:
        """Runs of visible opportunities for brand-owner people; a partner reads none."""
        if actor.is_system:
            return self
        if actor.is_partner:
            return self.none()
        return self.filter(of_visible(actor))


class AssignmentRun(models.Model):
    """One evaluation of the rules for an opportunity, with everything that decided it."""

    class Trigger(models.TextChoices):
        CREATION = "creation", _("on creation")
        CHANGE = "change", _("on a change")
        BATCH = "batch", _("batch")

    class Outcome(models.TextChoices):
        ASSIGNED = "assigned", _("every group that was asked found somebody")
        UNASSIGNED = "unassigned", _("a group found nobody")
        SKIPPED = "skipped", _("not run: closed or locked")

    key = KeyField()
    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="runs", db_constraint=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+")
    outbox_id = models.BigIntegerField(
        null=True, help_text="Of the event it answers, so that a repeated task does nothing"
    )
    trigger = models.CharField(max_length=10, choices=Trigger)
    outcome = models.CharField(max_length=12, choices=Outcome)
    rule_versions = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField(default=0)

    objects = AssignmentRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment run")
        constraints = [
            models.UniqueConstraint(
                name="assignment_run_once_an_event",
                fields=["outbox_id"],
                violation_error_message=_("This event was handled already."),
            ),
            tenant_of("opportunities_opportunity", name="assignment_run_of_partner"),
        ]
        indexes = [
            models.Index(name="assignment_run_latest", fields=["opportunity", "-id"]),
            models.Index(name="assignment_run_by_time", fields=["-started_at", "-key"]),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id}: {self.outcome}"
