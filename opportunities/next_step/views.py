from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opportunities.frame import load
from opportunities.models import Opportunity
from opportunities.next_step.actions import set_next_step
from opportunities.next_step.forms import NextStepForm
from opportunities.next_step.reading import next_steps
from opportunities.permissions import may_plan
from opportunities.stages.actions import Changed
from prm.access.requests import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def next_step(request: PortalRequest, key: str) -> HttpResponse:
    """What happens next, and what was planned before; whoever may change an open deal sets it here."""
    opportunity = load(key, request.actor)
    if request.method == "POST" and not may_plan(request.actor, opportunity):
        raise PermissionDenied
    shown = {"next_step": opportunity.next_step, "version": opportunity.version}
    form, changed = NextStepForm(request.POST if request.method == "POST" else None, initial=shown), False
    if form.is_valid():
        step, version = form.cleaned_data["next_step"], form.cleaned_data["version"]
        try:
            set_next_step(opportunity, actor=request.actor, version=version, next_step=step)
        except Changed:
            opportunity = load(key, request.actor)
            form, changed = NextStepForm({"next_step": step, "version": opportunity.version}), True
        else:
            messages.success(request, _("The next step was saved."))
            return redirect("opportunities:detail", key=key)
    return _page(request, opportunity, form, changed=changed)


def _page(request: PortalRequest, opportunity: Opportunity, form: NextStepForm, *, changed: bool) -> HttpResponse:
    context = {
        "opportunity": opportunity,
        "form": form if may_plan(request.actor, opportunity) else None,
        "changed": changed,
        "steps": next_steps(opportunity, request.actor),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "opportunities/next_step/next_step.html", context, status=status)
