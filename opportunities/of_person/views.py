"""The opportunities on whose team somebody is, a tab of the person's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.listing import COLUMNS, list_page
from opportunities.models import Member, Opportunity
from opportunities.scopes import Scope
from opportunities.stages.shown import shown_stages
from prm.core.actor import Actor
from prm.core.keyset import parse_sort
from prm.core.requests import PortalRequest
from prm.core.visibility import among
from prm.directory.models import Person
from prm.directory.people.frame import frame, load

LATEST = "-closes"


@require_safe
def of_person(request: PortalRequest, key: str) -> HttpResponse:
    """All opportunities with the person on the team that the reader may see, open and closed, with their totals."""
    person = load(key, request.actor)
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, LATEST)
    listing = list_page(_scope(person, request.actor), sort, request.GET.get("cursor", ""), shown_stages())
    context = frame(person, request.actor, "opportunities")
    context |= {"sort": sort, "listing": listing, "page": listing.page, "may_enter": False}
    return render(request, "opportunities/of_person/of_person.html", context)


def _scope(person: Person, actor: Actor) -> Scope:
    on_the_team = among("id", Member.objects.filter(person=person).values("opportunity_id"))
    rows = (Opportunity.objects.visible_to(actor).valid().filter(on_the_team),)
    return Scope("person", rows, rows)
