"""Unassigned: opportunities for which a group found nobody."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assignment.ownership import owned_groups
from assignment.runs.permissions import may_list_runs
from assignment.unassigned.permissions import may_read_unassigned
from assignment.unassigned.reading import unassigned_page, waiting_for
from prm.access.requests import PortalRequest
from prm.core.keyset import COUNTED, counted


@require_safe
def unassigned(request: PortalRequest) -> HttpResponse:
    """What the reader is to look after, oldest first; 404 for partners, who don't know of it."""
    if not request.actor.is_brand_owner:
        raise Http404
    owned = owned_groups(request.actor)
    if not may_read_unassigned(request.actor, owned):
        raise PermissionDenied
    found = waiting_for(request.actor, owned)
    count = counted(found)
    context = {
        "page": unassigned_page(found, request.GET.get("cursor", ""), request.actor),
        "count": count,
        "is_capped": count > COUNTED,
        "may_list_runs": may_list_runs(request.actor, owned),
    }
    return render(request, "assignment/unassigned/unassigned.html", context)
