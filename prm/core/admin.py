from __future__ import annotations

from django.contrib import admin

from prm.core.administration.pages import ReadOnlyAdmin
from prm.core.outbox.models import OutboxEvent


@admin.register(OutboxEvent)
class OutboxEventAdmin(ReadOnlyAdmin):
    """What is waiting, done and failed: for whoever looks after the installation."""

    list_display = ["created_at", "event", "handler", "state", "attempts", "due_at", "done_at"]
    list_display_links = ["event"]
    list_filter = ["state", "event", "handler"]
    search_fields = ["event", "handler"]
    ordering = ["-id"]
