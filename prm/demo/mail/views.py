"""The demo's mailbox, of everybody in it. In an installation there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from prm.access.middleware import own_transaction
from prm.core.http import POLICY, in_header
from prm.demo.mail.keeping import KeptMail, kept_mail, kept_mails

View = Callable[..., HttpResponse]

WITH_FRAME = in_header(POLICY | {"frame-src": "'self'"})
# A mail has styles of its own, and nothing of it runs, is fetched or is sent; its links open beside the portal.
INSIDE_FRAME = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


def demo_only(view: View) -> View:
    """Whoever can read everybody's mail can sign in as anybody: nothing is here unless it is the demo."""

    @login_not_required
    @own_transaction
    @wraps(view)
    def answer(request: HttpRequest, **values: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **values)

    return answer


@demo_only
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """All mails that the demo would have sent, newest first."""
    return render(request, "demo/mail/mails.html", {"mails": list(kept_mails())})


@demo_only
@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail, as text and as HTML."""
    response = render(request, "demo/mail/mail.html", {"mail": _mail(key)})
    response.headers["Content-Security-Policy"] = WITH_FRAME
    return response


@demo_only
@xframe_options_sameorigin
@require_safe
def html(request: HttpRequest, key: str) -> HttpResponse:
    """The HTML of one mail, for the frame of its page."""
    found = _mail(key)
    if not found.html:
        raise Http404
    return HttpResponse(found.html, headers={"Content-Security-Policy": INSIDE_FRAME})


def _mail(key: str) -> KeptMail:
    found = kept_mail(key)
    if found is None:
        raise Http404
    return found
