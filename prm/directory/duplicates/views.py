"""The brand owner's list of accounts that may be the same customer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prm.core.requests import PortalRequest
from prm.directory.duplicates import actions
from prm.directory.duplicates.permissions import may_judge_pairs, may_read_pairs
from prm.directory.duplicates.reading import pairs_page
from prm.directory.models import AccountPair


@require_safe
def duplicates(request: PortalRequest) -> HttpResponse:
    """Pairs that are open, or with `judged=1` those that somebody judged to be two customers."""
    if not may_read_pairs(request.actor):
        raise Http404
    judged = request.GET.get("judged") == "1"
    context = {
        "judged": judged,
        "page": pairs_page(request.GET.get("cursor", ""), judged=judged),
        "may_judge": may_judge_pairs(request.actor),
    }
    return render(request, "directory/duplicates/duplicates.html", context)


@require_POST
def mark_different(request: PortalRequest, key: str) -> HttpResponse:
    """These two are different customers: the pair leaves the list."""
    if actions.mark_different(_load(request, key), actor=request.actor):
        messages.success(request, _("Noted: these are two customers."))
    return redirect("accounts:duplicates")


@require_POST
def reopen_pair(request: PortalRequest, key: str) -> HttpResponse:
    """They may be one customer after all: the pair is on the list again."""
    if actions.reopen_pair(_load(request, key), actor=request.actor):
        messages.success(request, _("The pair is on the list of possible duplicates again."))
    return redirect(f"{reverse('accounts:duplicates')}?judged=1")


def _load(request: PortalRequest, key: str) -> AccountPair:
    """The pair of an address; 404 for a partner, 403 for a reader."""
    pair = get_object_or_404(AccountPair.objects.visible_to(request.actor), key=key)
    if not may_judge_pairs(request.actor):
        raise PermissionDenied
    return pair
