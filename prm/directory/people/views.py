"""The list of people and a person's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prm.core.keyset import parse_sort
from prm.core.requests import PortalRequest
from prm.directory.people.filters import PersonFilter
from prm.directory.people.frame import frame, load
from prm.directory.people.listing import COLUMNS, COUNTED, DEFAULT_SORT, counted, list_page
from prm.directory.people.permissions import may_invite
from prm.directory.people.reading import around, language_of


@require_safe
def people(request: PortalRequest) -> HttpResponse:
    """The people whom the reader may see: a partner its own and its channel manager, the brand owner everybody."""
    asked = PersonFilter(request.GET, actor=request.actor)
    found = asked.found()
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, DEFAULT_SORT)
    count = counted(found)
    context = {
        "filter": asked,
        "sort": sort,
        "page": list_page(found, sort, request.GET.get("cursor", ""), request.actor),
        "count": count,
        "is_capped": count > COUNTED,
        "may_invite": may_invite(request.actor),
    }
    return render(request, "directory/people/people.html", context)


@require_safe
def detail(request: PortalRequest, key: str) -> HttpResponse:
    """Who somebody is and whom they work with."""
    person = load(key, request.actor)
    context = frame(person, request.actor, "about")
    context |= {"around": around(person, request.actor), "language_name": language_of(person)}
    return render(request, "directory/people/detail.html", context)
