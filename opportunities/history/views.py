from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.frame import frame, load
from opportunities.history.reading import shown_history
from prm.access.requests import PortalRequest


@require_safe
def history(request: PortalRequest, key: str) -> HttpResponse:
    """Every change of an opportunity in words."""
    opportunity = load(key, request.actor)
    context = frame(opportunity, request.actor, "history")
    context["entries"] = shown_history(opportunity, request.actor, context["stages"])
    return render(request, "opportunities/history/history.html", context)
