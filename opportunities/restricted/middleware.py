"""Leads from any page of a restricted opportunity to the one where reading it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from opportunities.restricted.reading import NotOpened


class LeadToReading:
    """Answers NotOpened, wherever it was raised. A form or a part of a page leads on to the opportunity itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotOpened):
            return None
        address = reverse("opportunities:open_restricted", args=[exception.key])
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(address)
        if request.method in ("GET", "HEAD"):
            address = f"{address}?{urlencode({'wanted': request.get_full_path()})}"
        return redirect(address)
