"""Lists of opportunities."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.filters import OpportunityFilter
from opportunities.listing import COLUMNS, DEFAULT_SORT, list_page, totals
from opportunities.models import Opportunity
from opportunities.permissions import may_enter
from opportunities.stages.shown import shown_stages
from prm.access.requests import PortalRequest
from prm.catalog.models import Currency
from prm.core.keyset import parse_sort


@require_safe
def my(request: PortalRequest) -> HttpResponse:
    """My Opportunities: those on whose sales team the reader is."""
    return render(request, "opportunities/my.html", my_context(request))


def my_context(request: PortalRequest) -> dict[str, Any]:
    """What the page shows: filter, page of rows, totals."""
    mine = Opportunity.objects.valid().with_me(request.actor)
    stages = shown_stages()
    asked = OpportunityFilter(request.GET, queryset=mine, stages=stages.values())
    found = asked.found()
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, DEFAULT_SORT)
    return {
        "filter": asked,
        "stages": list(stages.values()),
        "sort": sort,
        "page": list_page(found, sort, request.GET.get("cursor", ""), stages),
        "totals": totals(found),
        "company_currency": Currency.objects.company().code,
        "may_enter": may_enter(request.actor),
    }
