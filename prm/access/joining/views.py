"""The page behind an invitation's link. Opening it changes nothing: programs that scan mail open links."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from prm.access.joining import actions
from prm.access.joining.forms import AcceptForm
from prm.access.joining.links import Invited, invited_by_link
from prm.access.models import Invitation
from prm.core.refusals import add_refusals

KNOWN = "known"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose name and password, and come in. Whatever is the matter with the link is said plainly."""
    invited = invited_by_link(token)
    with translation.override(invited.language if invited else translation.get_language()):
        why = _over(invited)
        if invited is None or why or request.user.is_authenticated:
            return _closed(request, invited, "" if request.user.is_authenticated else why)
        form = AcceptForm(request.POST if request.method == "POST" else None, invited=invited)
        if form.is_valid() and (came_in := _come_in(request, form)):
            return came_in
        status = 422 if request.method == "POST" else 200
        return render(
            request, "access/joining/accept_invitation.html", {"form": form, "invited": invited}, status=status
        )


def _come_in(request: HttpRequest, form: AcceptForm) -> HttpResponse | None:
    """Accept and sign in; what the role still asks for comes at the next click. None where it was refused."""
    typed, invited = form.cleaned_data, form.invited
    try:
        user = actions.accept_invitation(invited, name=typed["name"], password=typed["password1"])
    except ValidationError as refused:
        add_refusals(form, refused)
        return None
    answer: HttpResponse = perform_password_login(request, {"email": user.email}, Login(user=user))
    return answer


def _over(invited: Invited | None) -> str:
    """Why a link does not work: unknown, accepted, withdrawn, expired or known; empty where it does."""
    if invited is None:
        return "unknown"
    if invited.state != Invitation.State.OPEN:
        return str(invited.state.value)
    return KNOWN if actions.is_known(invited.email) else ""


def _closed(request: HttpRequest, invited: Invited | None, why: str) -> HttpResponse:
    """Why nobody can come in here; without `why` since somebody is signed in already."""
    status = 404 if why == "unknown" else 410 if why else 200
    return render(request, "access/joining/closed.html", {"invited": invited, "why": why}, status=status)
