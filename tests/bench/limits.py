"""The same pages made from prepared values: what a page would cost if the database cost nothing."""

from __future__ import annotations

import sys
from inspect import unwrap
from threading import Lock
from typing import Any
from unittest.mock import patch

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from prm.access.actors import actor_of
from prm.access.middleware import own_transaction
from prm.core.actor import Actor
from prm.core.rls import acting_as

# Reader and address → the actor, and the template and values that its view rendered once in this process.
Prepared = tuple[Actor, str, dict[str, Any]]
_prepared: dict[tuple[str, str], Prepared] = {}
_preparing = Lock()


@login_not_required
@own_transaction
def page_without_queries(request: HttpRequest, address: str) -> HttpResponse:
    """The page at /`address` as its reader gets it; the session is looked up as for any page, and nothing else."""
    asked = (request.session["_auth_user_id"], request.get_full_path())
    with _preparing:
        if asked not in _prepared:
            _prepared[asked] = _prepare(request, int(asked[0]), f"/{address}")
    request.actor, template, context = _prepared[asked]  # type: ignore[attr-defined]
    return render(request, template, context)


def _prepare(request: HttpRequest, user_id: int, address: str) -> Prepared:
    actor = actor_of(user_id)
    assert actor is not None
    found, shown = resolve(address), []

    def keep(request: HttpRequest, template: str, context: dict[str, Any] | None = None, **_: Any) -> HttpResponse:
        shown.append((template, context or {}))
        return render(request, template, context)

    request.actor = actor  # type: ignore[attr-defined]
    with acting_as(actor), patch.object(sys.modules[unwrap(found.func).__module__], "render", keep):
        found.func(request, *found.args, **found.kwargs)
    [(template, context)] = shown
    return actor, template, context
