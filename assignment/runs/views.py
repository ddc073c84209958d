"""What the rules decided: the list of runs, one run, and who else was considered for a member."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from assignment.models import AssignmentRun
from assignment.ownership import owned_groups
from assignment.runs.considered import considered as read_considered
from assignment.runs.filters import RunFilter
from assignment.runs.listing import runs_page
from assignment.runs.permissions import may_list_runs, may_read_runs
from assignment.runs.reading import by_version, shown_run
from opportunities.frame import load
from opportunities.models import Member
from prm.access.requests import PortalRequest


@require_safe
def runs(request: PortalRequest) -> HttpResponse:
    """The newest runs of opportunities that the reader sees; 404 for partners, who don't know of runs."""
    if not may_read_runs(request.actor):
        raise Http404
    if not may_list_runs(request.actor, owned_groups(request.actor)):
        raise PermissionDenied
    asked = RunFilter(request.GET, actor=request.actor)
    context = {"filter": asked, "page": runs_page(asked.found(), request.GET.get("cursor", ""))}
    return render(request, "assignment/runs/runs.html", context)


@require_safe
def run(request: PortalRequest, key: str) -> HttpResponse:
    """Everything that decided one run."""
    known = AssignmentRun.objects.visible_to(request.actor).select_related("opportunity__partner")
    found = get_object_or_404(known, key=key)
    if found.opportunity.restricted:
        load(found.opportunity.key, request.actor)
    context = {
        "run": found,
        "shown": shown_run(found),
        "by_version": by_version(found),
        "may_list_runs": may_list_runs(request.actor, owned_groups(request.actor)),
    }
    return render(request, "assignment/runs/run.html", context)


@require_safe
def newest_run(request: PortalRequest, key: str) -> HttpResponse:
    """Leads to the newest run of an opportunity; says so where none is kept."""
    opportunity = load(key, request.actor)
    if not may_read_runs(request.actor):
        raise Http404
    known = AssignmentRun.objects.visible_to(request.actor).filter(opportunity=opportunity)
    newest = known.order_by("-id").values_list("key", flat=True).first()
    if newest is None:
        return render(request, "assignment/runs/newest_run.html", {"opportunity": opportunity})
    return redirect("assignment:run", key=newest)


@require_safe
def considered(request: PortalRequest, key: str, person_key: str) -> HttpResponse:
    """Who else was considered when a member joined: a part of the Sales Team, or a page of its own."""
    opportunity = load(key, request.actor)
    if not may_read_runs(request.actor):
        raise Http404
    members = Member.objects.of(opportunity).select_related("person")
    member = get_object_or_404(members, person__key=person_key)
    context = {"opportunity": opportunity, "member": member, "considered": read_considered(member, request.actor)}
    template = "assignment/runs/_considered.html" if request.htmx else "assignment/runs/considered.html"
    return render(request, template, context)
