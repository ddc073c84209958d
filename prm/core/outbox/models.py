from __future__ import annotations

from django.db import models


class OutboxEvent(models.Model):
    """What must happen after a commit: one row per event and handler, written in the event's own transaction."""

    class State(models.TextChoices):
        NEW = "new"
        DONE = "done"
        FAILED = "failed"

    event = models.CharField(max_length=80)
    handler = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    organization_id = models.BigIntegerField(null=True, help_text="Company in whose transaction the row was written")
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    dispatched_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outbox_event_done_has_time",
                condition=models.Q(state="done", done_at__isnull=False) | ~models.Q(state="done"),
                violation_error_message="An event that is done has the time when it was done.",
            ),
        ]
        indexes = [models.Index(name="outbox_event_waiting", fields=["due_at"], condition=models.Q(state="new"))]

    def __str__(self) -> str:
        return f"{self.event} → {self.handler} ({self.state})"
