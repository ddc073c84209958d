"""The opportunities with an account, a tab of its page."""

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
from prm.directory.accounts.frame import frame, load
from prm.directory.models import Account

LATEST = "-closes"


@require_safe
def of_account(request: PortalRequest, key: str) -> HttpResponse:
    """All opportunities with the account that the reader may see, open and closed, with their totals."""
    account = load(key, request.actor)
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, LATEST)
    listing = list_page(_scope(account, request.actor), sort, request.GET.get("cursor", ""), shown_stages())
    context = frame(account, request.actor, "opportunities")
    context |= {"sort": sort, "listing": listing, "page": listing.page, "may_enter": may_enter(request.actor)}
    return render(request, "opportunities/of_account/of_account.html", context)


def _scope(account: Account, actor: Actor) -> Scope:
    rows = (Opportunity.objects.visible_to(actor).valid().filter(account=account),)
    return Scope("account", rows, rows)
