"""The page before a restricted opportunity, for administrators who are not on its team."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from opportunities.frame import find
from opportunities.permissions import is_recorded_reading, may_open_restricted
from opportunities.restricted import actions
from opportunities.restricted.reading import OPEN_HOURS, is_opened
from prm.core.requests import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def open_restricted(request: PortalRequest, key: str) -> HttpResponse:
    """Says that reading is recorded; the button records it and opens the page that was wanted."""
    opportunity = find(key, request.actor)
    if not may_open_restricted(request.actor):
        raise PermissionDenied
    wanted = request.POST.get("wanted", request.GET.get("wanted", ""))
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) or not wanted.startswith("/"):
        wanted = reverse("opportunities:detail", args=[key])
    if request.method == "POST":
        actions.open_restricted(opportunity, actor=request.actor)
    elif is_recorded_reading(request.actor, opportunity) and not is_opened(opportunity, request.actor):
        context = {"opportunity": opportunity, "wanted": wanted, "hours": OPEN_HOURS}
        return render(request, "opportunities/restricted/open_restricted.html", context)
    return redirect(wanted)
