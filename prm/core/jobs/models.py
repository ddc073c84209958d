from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.keys import KeyField


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own: a job may hold what nobody else should see."""
        if actor.is_system:
            return self
        return self.filter(organization_id=actor.organization_id, person_id=actor.person_id)


class Job(models.Model):
    """Work that takes longer than a page may: how far it is, whether it is to stop, and what came of it.

    A worker that is killed leaves a lease that ends; the job is then taken up again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELED = "canceled", _("canceled")

    key = KeyField()
    kind = models.CharField(max_length=60)
    organization_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    file = models.CharField(max_length=200, blank=True, help_text="Name in the storage of what it made")
    file_name = models.CharField(max_length=120, blank=True, help_text="Name under which a person downloads it")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        constraints = [
            models.CheckConstraint(
                name="job_ended_has_time",
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "failed", "canceled"], finished_at__isnull=False),
                violation_error_message=_("A job that has ended has the time when it did."),
            ),
        ]
        indexes = [models.Index(name="job_of_person", fields=["organization_id", "person_id", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def is_ended(self) -> bool:
        return self.state not in (self.State.WAITING, self.State.RUNNING)
