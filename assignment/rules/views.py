"""The rules as people read them; they are edited in Django admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assignment.rules.permissions import may_read_rules
from assignment.rules.reading import Reading, find_rule, read_rules, rulebook, shown_rule
from prm.core.requests import PortalRequest


@require_safe
def rules(request: PortalRequest) -> HttpResponse:
    """All rules in the order in which they run, and on a wide screen the first beside them."""
    reading = _read(request)
    first = next(iter(reading.rules), None)
    context = {"book": rulebook(reading), "shown": shown_rule(reading, first) if first else None}
    return render(request, "assignment/rules/rules.html", context)


@require_safe
def rule(request: PortalRequest, key: str) -> HttpResponse:
    """One rule, on a wide screen beside the list."""
    reading = _read(request)
    found = find_rule(reading, key)
    if found is None:
        raise Http404
    context = {"book": rulebook(reading), "shown": shown_rule(reading, found)}
    return render(request, "assignment/rules/rule.html", context)


def _read(request: PortalRequest) -> Reading:
    """Rules are the brand owner's own: for partners there are none."""
    if request.actor.is_partner:
        raise Http404
    if not may_read_rules(request.actor):
        raise PermissionDenied
    return read_rules(request.actor)
