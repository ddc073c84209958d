"""Pages that write a row and then end in every way in which a page can end."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import SimpleTemplateResponse
from django.urls import path

from opportunities.models import Opportunity
from prm.access.middleware import own_transaction
from prm.directory.models import Account, Person
from prm.urls import urlpatterns as portal
from tests.prm.core.test_rls import now


class Unrenderable(SimpleTemplateResponse):
    """An answer that fails only when it is rendered, after the view is over."""

    def render(self) -> HttpResponse:
        raise RuntimeError("rendering failed")


def fail() -> HttpResponse:
    raise RuntimeError("the view failed")


def nothing_there() -> HttpResponse:
    raise Http404


def refuse() -> HttpResponse:
    raise PermissionDenied


def break_at_commit() -> HttpResponse:
    """The primary is on no team: the database finds out when the transaction ends."""
    Opportunity.objects.update(primary_person_id=Person.objects.exclude(memberships__gt=0).values("pk")[:1])
    return HttpResponse("shown and not saved")


ENDS: dict[str, Callable[[], HttpResponse]] = {
    "well": lambda: HttpResponse("saved"),
    "elsewhere": lambda: HttpResponse(status=302, headers={"Location": "/"}),
    "refused form": lambda: HttpResponse(status=422),
    "exception": fail,
    "not found": nothing_there,
    "forbidden": refuse,
    "unavailable": lambda: HttpResponse(status=503),
    "rendering": lambda: Unrenderable("400.html"),
    "commit": break_at_commit,
}
SAVED = ("well", "elsewhere", "refused form")


def write(request: HttpRequest, end: str) -> HttpResponse:
    Account.objects.create(name=end, name_sort=end, entered_by_id=request.actor.organization_id)  # type: ignore[attr-defined]
    return ENDS[end]()


def tell(request: HttpRequest) -> JsonResponse:
    """Under which role and settings the page runs, and whether in a transaction of its own."""
    actor = getattr(request, "actor", None)
    return JsonResponse({"settings": now(), "actor": actor and actor.name, "atomic": connection.in_atomic_block})


@own_transaction
def tell_on_its_own(request: HttpRequest) -> JsonResponse:
    return tell(request)


urlpatterns = [
    path("write/<str:end>/", write),
    path("tell/", tell),
    path("admin/tell/", tell),
    path("sign-in/tell/", login_not_required(lambda request: tell(request))),
    path("admin/login/", login_not_required(lambda request: tell(request))),
    path("alone/", tell_on_its_own),
]
# The frame of an error page links to the portal's own.
urlpatterns += portal
