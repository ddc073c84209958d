"""The same pages made from prepared values: what a page would cost if the database cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from opportunities import views
from opportunities.lists import list_of
from prm.access.actors import actor_of
from prm.access.middleware import own_transaction
from prm.access.models import User
from prm.core.actor import Actor
from prm.core.rls import acting_as
from prm.home.reading import home_of
from prm.home.search.reading import search_for

MEASURED = "pat@cardinal.example"
SEARCHED = "re"
Context = Callable[[HttpRequest, Actor], dict[str, Any]]
# Page → its template and what reads its values.
PAGES: dict[str, tuple[str, Context]] = {
    "list": ("opportunities/list.html", lambda request, actor: views.list_context(list_of("my", request.GET, actor))),
    "home": ("home/home.html", lambda request, actor: {"home": home_of(actor), "may_enter": True}),
    "search": ("home/search/_options.html", lambda request, actor: {"search": search_for(SEARCHED, actor)}),
}
_prepared: dict[str, Any] = {}


@login_not_required
@own_transaction
def page_without_queries(request: HttpRequest, page: str) -> HttpResponse:
    """A page of one person, its values read once a process; the session is touched as Django does it."""
    if page not in _prepared:
        _prepare(request, page)
    request.session.get("anything")
    request.actor = _prepared["actor"]  # type: ignore[attr-defined]
    return render(request, PAGES[page][0], _prepared[page])


def _prepare(request: HttpRequest, page: str) -> None:
    actor = actor_of(User.objects.get(email=MEASURED).pk)
    assert actor is not None
    request.actor = actor  # type: ignore[attr-defined]
    with acting_as(actor):
        context = PAGES[page][1](request, actor)
    _prepared.update({"actor": actor, page: context})
