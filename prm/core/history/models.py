from __future__ import annotations

from django.db import models


class HistoryEntry(models.Model):
    """One change of a record, written by the verb that made it. Words are made on reading, in the reader's language.

    A concrete table adds its subject, the person and the tenant key.
    """

    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    parameters = models.JSONField(default=dict)
    private_to = models.BigIntegerField(null=True, help_text="Only this organization reads it; empty = both companies")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"
