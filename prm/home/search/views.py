"""The search over everything."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from prm.core.requests import PortalRequest
from prm.home.search.reading import search_for

# What htmx asks for by the id of the element that it fills.
PARTS = {"found": "home/search/_options.html", "results": "home/search/_results.html"}


@require_safe
def search(request: PortalRequest) -> HttpResponse:
    """What is found for `q`: a page, what the field in the top bar offers, or the page's part that changes."""
    template = PARTS.get(request.htmx.target or "", "home/search/search.html")
    response = render(request, template, {"search": search_for(request.GET.get("q", ""), request.actor)})
    patch_vary_headers(response, ["HX-Target"])
    return response
