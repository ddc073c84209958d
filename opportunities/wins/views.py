from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from opportunities.frame import load
from opportunities.permissions import may_confirm_win
from opportunities.stages.actions import Changed
from opportunities.stages.forms import ReturnForm
from opportunities.wins import actions
from prm.access.requests import PortalRequest


@require_POST
def confirm_win(request: PortalRequest, key: str) -> HttpResponse:
    """Close it as won, as the partner asked."""
    opportunity = load(key, request.actor)
    try:
        actions.confirm_win(opportunity, actor=request.actor, version=_version(request))
    except Changed as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("“%(name)s” is won.") % {"name": opportunity.name})
    return redirect("opportunities:detail", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def return_win(request: PortalRequest, key: str) -> HttpResponse:
    """Asks why it is not confirmed, and gives it back to the partner."""
    opportunity = load(key, request.actor)
    if not may_confirm_win(request.actor, opportunity):
        raise PermissionDenied
    form = ReturnForm(request.POST if request.method == "POST" else None, initial={"version": opportunity.version})
    if form.is_valid():
        try:
            reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
            actions.return_win(opportunity, actor=request.actor, version=version, reason=reason)
        except Changed as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("“%(name)s” was given back unconfirmed.") % {"name": opportunity.name})
        return redirect("opportunities:detail", key=key)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "opportunities/wins/return_win.html", {"opportunity": opportunity, "form": form}, status=status
    )


@require_POST
def withdraw_win(request: PortalRequest, key: str) -> HttpResponse:
    opportunity = load(key, request.actor)
    try:
        actions.withdraw_win(opportunity, actor=request.actor, version=_version(request))
    except Changed as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The brand owner is no longer asked to confirm the win."))
    return redirect("opportunities:detail", key=key)


def _version(request: PortalRequest) -> int:
    """The version that was looked at; text that is none is no longer the stored one."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
