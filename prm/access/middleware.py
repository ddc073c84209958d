"""Who asks, and the one transaction in which a page is made for them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from prm.access.actors import signed_in
from prm.core.actor import Actor, Role
from prm.core.rls import acting_as

View = TypeVar("View", bound=Callable[..., Any])

# These change the session key, which only the sign-in role may write.
WITHOUT_ROLE = ("/sign-in/", "/admin/login/", "/admin/logout/", "/admin/password_change/")

# All that is open to somebody whose role asks for a second factor before they have one.
SETTING_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_logout",
    # For whoever no longer knows the password that the set-up may ask for.
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


def own_transaction(view: View) -> View:
    """Mark a view that opens `acting_as` itself: streams, uploads, health."""
    view.own_transaction = True  # type: ignore[attr-defined]
    return view


class ActorTransaction:
    """Innermost middleware: resolves the actor as the sign-in role, opens transaction and context before the view,
    closes them after its response is rendered, and rolls back when the view failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        request.page_context = ExitStack()  # type: ignore[attr-defined]
        request.in_context = request.view_failed = False  # type: ignore[attr-defined]
        request.second_factor_missing = False  # type: ignore[attr-defined]
        request.frame_counts = {}  # type: ignore[attr-defined]
        # The thread served somebody else before.
        timezone.deactivate()
        try:
            response = self.get_response(request)
        except BaseException:
            request.page_context.__exit__(*sys.exc_info())  # type: ignore[attr-defined]
            raise
        if (response.status_code >= 500 or request.view_failed) and request.in_context:  # type: ignore[attr-defined]
            transaction.set_rollback(True)
        request.page_context.close()  # type: ignore[attr-defined]
        if request.actor is not None:  # type: ignore[attr-defined]
            # What somebody sees is for nobody else, and is asked for again once they have signed out.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view, "own_transaction", False) and not getattr(view, "login_required", True):
            return None
        actor = self._identify(request)
        if request.second_factor_missing and not _opens_while_setting_up(request):  # type: ignore[attr-defined]
            return to_second_factor(request)
        if request.path.startswith(WITHOUT_ROLE):
            return None
        if actor is None:
            return render(request, "access/no_person.html", status=403) if request.user.is_authenticated else None
        if not getattr(view, "own_transaction", False):
            self._enter(request, actor)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        request.view_failed = True  # type: ignore[attr-defined]

    def _identify(self, request: HttpRequest) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        found = signed_in(request.user.pk)
        actor = found.actor if found else None
        request.actor = actor  # type: ignore[attr-defined]
        if found is not None and actor is not None:
            request.second_factor_missing = found.second_factor_missing  # type: ignore[attr-defined]
            request.frame_counts = found.counts  # type: ignore[attr-defined]
            timezone.activate(ZoneInfo(actor.time_zone))
            if not request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
                translation.activate(actor.language)
                request.LANGUAGE_CODE = translation.get_language()
        return actor

    def _enter(self, request: HttpRequest, actor: Actor) -> None:
        # Others open what is delegated to them there with the rights that they have everywhere.
        administering = actor.role == Role.ADMINISTRATOR and request.path.startswith("/admin/")
        stack: ExitStack = request.page_context  # type: ignore[attr-defined]
        if not connection.in_atomic_block:
            stack.enter_context(acting_as(actor, administering=administering))
        else:
            stack.enter_context(transaction.atomic())
            stack.enter_context(acting_as(actor, administering=administering))
        request.in_context = True  # type: ignore[attr-defined]


def _opens_while_setting_up(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in SETTING_UP


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to the page where a second factor is set up; htmx would put that page into the present one."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("mfa_index"))
    return redirect("mfa_index")
