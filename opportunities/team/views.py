from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.frame import frame, load
from opportunities.team.reading import companies, found
from prm.access.requests import PortalRequest


@require_safe
def detail(request: PortalRequest, key: str) -> HttpResponse:
    """The opportunity, opened at its Sales Team; while people still join, the team asks for itself every second."""
    opportunity = load(key, request.actor)
    # Before the team: the assignment may commit in between, and the page must not stop asking with a team of before.
    result = found(opportunity, request.actor)
    context = frame(opportunity, request.actor, "team")
    context["found"] = result
    context["companies"] = companies(opportunity, context["team"], request.actor)
    template = "opportunities/team/_team.html" if request.htmx else "opportunities/team/detail.html"
    return render(request, template, context)
