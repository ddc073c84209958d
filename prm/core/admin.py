from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prm.core.administration.pages import ReadOnlyAdmin, actor_of
from prm.core.outbox.actions import retry_events
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.permissions import may_retry

STUCK_AFTER = timedelta(minutes=2)
# The places of a traceback and the kind of error; messages of errors may quote what somebody typed.
PLACES = re.compile(r'^  File "[^"]*?([^/"]+/[^/"]+)", line (\d+), in (\w+)', re.MULTILINE)
KIND = re.compile(r"^([A-Za-z_][\w.]*(?:Error|Exception|Refused|NotFound|DoesNotExist))\b", re.MULTILINE)


def shown_payload(payload: dict[str, Any]) -> str:
    """What an event is about: its numbers and switches. Text may be a partner's own and is not shown."""
    kept = {name: value if isinstance(value, int | float | None) else "…" for name, value in payload.items()}
    return ", ".join(f"{name}: {value}" for name, value in kept.items()) or "–"


def shown_error(error: str) -> str:
    """The kind of error and where it came up, innermost first, without the error's own words."""
    kinds = KIND.findall(error)
    places = [f"{file}:{line} {function}" for file, line, function in PLACES.findall(error)]
    return " ← ".join([*kinds[-1:], *places[::-1][:5]]) or "–"


class NeedsCareFilter(admin.SimpleListFilter):
    """Events that somebody should look at."""

    title = _("needs care")
    parameter_name = "care"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("failed", _("failed for good")), ("stuck", _("stuck: late or being tried again"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[OutboxEvent]) -> QuerySet[OutboxEvent]:
        if self.value() == "failed":
            return queryset.filter(state=OutboxEvent.State.FAILED)
        if self.value() == "stuck":
            late = queryset.filter(due_at__lt=timezone.now() - STUCK_AFTER) | queryset.filter(attempts__gt=0)
            return late.filter(state=OutboxEvent.State.NEW)
        return queryset


@admin.register(OutboxEvent)
class OutboxEventAdmin(ReadOnlyAdmin):
    """What is waiting, done and failed, of all companies: for whoever looks after the installation."""

    list_display = ["created_at", "event", "handler", "state", "attempts", "due_at", "done_at"]
    list_display_links = ["event"]
    list_filter = [NeedsCareFilter, "state", "event", "handler"]
    search_fields = ["event", "handler"]
    ordering = ["-id"]
    fields = [
        ("event", "handler"), ("state", "attempts"), "about", "error",
        ("created_at", "due_at"), ("dispatched_at", "done_at"),
    ]  # fmt: skip
    readonly_fields = ["about", "error"]
    actions = ["try_again"]

    @admin.display(description=_("about"))
    def about(self, event: OutboxEvent) -> str:
        return shown_payload(event.payload)

    @admin.display(description=_("last error"))
    def error(self, event: OutboxEvent) -> str:
        return shown_error(event.last_error)

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        return may_retry(actor_of(request))

    @admin.action(description=_("Try again now"), permissions=["try_again"])
    def try_again(self, request: HttpRequest, events: QuerySet[OutboxEvent]) -> None:
        ids = list(events.values_list("pk", flat=True))
        count = retry_events(ids, actor=actor_of(request))
        if count < len(ids):
            messages.warning(request, _("Events that are done are not done again."))
        if count:
            text = ngettext("%(n)d event is tried again now.", "%(n)d events are tried again now.", count)
            messages.success(request, text % {"n": count})
