"""The opportunities of a partner, a tab of its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.listing import COLUMNS, list_page
from opportunities.models import Opportunity
from opportunities.permissions import may_enter
from opportunities.scopes import Scope
from opportunities.stages.shown import shown_stages
from prm.core.actor import Actor
from prm.core.keyset import parse_sort
from prm.core.requests import PortalRequest
from prm.directory.models import Organization
from prm.directory.partners.frame import frame, load

LATEST = "-closes"


@require_safe
def of_partner(request: PortalRequest, key: str) -> HttpResponse:
    """All opportunities of the partner that the reader may see, open and closed, with their totals."""
    partner = load(key, request.actor)
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, LATEST)
    listing = list_page(_scope(partner, request.actor), sort, request.GET.get("cursor", ""), shown_stages())
    context = frame(partner, request.actor, "opportunities")
    context |= {"sort": sort, "listing": listing, "page": listing.page}
    context["may_enter"] = context["is_own"] and may_enter(request.actor)
    return render(request, "opportunities/of_partner/of_partner.html", context)


def _scope(partner: Organization, actor: Actor) -> Scope:
    rows = (Opportunity.objects.visible_to(actor).valid().filter(partner=partner),)
    return Scope("partner", rows, rows)
