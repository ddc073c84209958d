"""The same pages made from prepared values: what a page would cost if the database cost nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from opportunities import views
from opportunities.lists import list_of
from prm.access.actors import actor_of
from prm.access.middleware import own_transaction
from prm.access.models import User
from prm.core.rls import acting_as

MEASURED = "pat@cardinal.example"
_prepared: dict[str, Any] = {}


@login_not_required
@own_transaction
def list_without_queries(request: HttpRequest) -> HttpResponse:
    """My Opportunities of one person, its values read once a process; the session is touched as Django does it."""
    if "context" not in _prepared:
        _prepare(request)
    request.session.get("anything")
    request.actor = _prepared["actor"]  # type: ignore[attr-defined]
    return render(request, "opportunities/list.html", _prepared["context"])


def _prepare(request: HttpRequest) -> None:
    actor = actor_of(User.objects.get(email=MEASURED).pk)
    assert actor is not None
    request.actor = actor  # type: ignore[attr-defined]
    with acting_as(actor):
        context = views.list_context(list_of("my", request.GET, actor))
    _prepared.update(actor=actor, context=context)
