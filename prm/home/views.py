"""Where somebody lands who signs in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.permissions import may_enter
from prm.core.requests import PortalRequest
from prm.home.reading import home_of


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What waits for the reader; each line opens the work, each group the list behind it."""
    return render(request, "home/home.html", {"home": home_of(request.actor), "may_enter": may_enter(request.actor)})
