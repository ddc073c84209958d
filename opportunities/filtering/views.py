"""All filters of a list on one page, for those that have no button of their own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.filtering.form import all_filters
from opportunities.lists import address, list_of, title
from prm.core.requests import PortalRequest


@require_safe
def filters(request: PortalRequest, list_name: str) -> HttpResponse:
    """A form with every filter of a list, filled with what the address asks for; it leads to the list."""
    asked = list_of(list_name, request.GET, request.actor)
    context = {
        "form": all_filters(asked),
        "back": address(asked.url, asked.query.urlencode(), cursor=None),
        "here": asked.url,
        "list_title": title(list_name),
        "kept": [(name, request.GET[name]) for name in ("sort", "view", "below") if request.GET.get(name)],
    }
    return render(request, "opportunities/filtering/filters.html", context)
