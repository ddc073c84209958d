"""Suggest people: whom the rules would take for an opportunity now, each one click away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assignment.suggestions.actions import add_suggested
from assignment.suggestions.permissions import is_assignable, may_suggest
from assignment.suggestions.reading import suggested
from opportunities.frame import frame, load
from opportunities.models import Opportunity
from opportunities.team.permissions import addable
from prm.access.requests import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: PortalRequest, key: str) -> HttpResponse:
    """Candidates with scores and reasons; 404 for partners, 403 for whoever may not add agents."""
    opportunity = load(key, request.actor)
    if not request.actor.is_brand_owner:
        raise Http404
    if not may_suggest(request.actor, opportunity):
        raise PermissionDenied
    refused = ""
    if request.method == "POST":
        refused = _add(request, opportunity)
        if not refused:
            return redirect("opportunities:detail", key=key)
    context = frame(opportunity, request.actor, "team") | {
        "refused": refused,
        "is_assignable": is_assignable(opportunity),
        "groups": suggested(opportunity, request.actor) if is_assignable(opportunity) else [],
    }
    return render(request, "assignment/suggestions/suggest.html", context, status=422 if refused else 200)


def _add(request: PortalRequest, opportunity: Opportunity) -> str:
    """Why nobody was added, in words; empty where somebody was."""
    key = request.POST.get("person", "").replace("\x00", "")[:20]
    person = addable(request.actor, opportunity).filter(key=key).first()
    if person is None:
        return _("Nobody was added: this person is on the team already or may not be added. Choose somebody below.")
    try:
        add_suggested(opportunity, person, actor=request.actor)
    except ValidationError as problem:
        return " ".join(problem.messages)
    messages.success(request, _("%(name)s is on the sales team.") % {"name": person.name})
    return ""
