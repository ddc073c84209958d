from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from opportunities.frame import load
from opportunities.models import Opportunity, Stage
from opportunities.permissions import may_move_stage
from opportunities.stages import actions
from opportunities.stages.forms import MoveForm
from opportunities.stages.shown import shown_stages
from prm.access.requests import PortalRequest
from prm.core.refusals import add_refusals


@require_http_methods(["GET", "HEAD", "POST"])
def move_stage(request: PortalRequest, key: str) -> HttpResponse:
    """Move to the stage `stage`; asks first for what that stage needs and the opportunity has not."""
    opportunity = load(key, request.actor)
    if not may_move_stage(request.actor, opportunity):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    stage = _stage(asked.get("stage", ""))
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, opportunity=opportunity, stage=stage, actor=request.actor)
    changed = False
    if form.is_valid():
        try:
            return _move(request, opportunity, stage, form)
        except actions.Changed:
            changed, form = True, _again(request, load(key, request.actor), stage)
        except ValidationError as refused:
            add_refusals(form, refused)
    return _page(request, opportunity, stage, form, changed=changed)


def _stage(code: str) -> Stage:
    """The stage in use of a code from outside, where a NUL would break the query; 404 for any other."""
    for stage in Stage.objects.in_use().with_labels():
        if stage.code == code:
            return stage
    raise Http404


def _move(request: PortalRequest, opportunity: Opportunity, stage: Stage, form: MoveForm) -> HttpResponse:
    filled = dict(form.cleaned_data)
    filled.pop("stage")
    moved = actions.move_stage(opportunity, actor=request.actor, stage=stage, version=filled.pop("version"), **filled)
    if moved and opportunity.win_asked_at is not None:
        company = request.actor.brand_owner_name
        messages.success(request, _("%(company)s was asked to confirm the win.") % {"company": company})
    elif moved:
        messages.success(
            request, _("“%(name)s” is now in %(stage)s.") % {"name": opportunity.name, "stage": stage.label}
        )
    return redirect("opportunities:detail", key=opportunity.key)


def _again(request: PortalRequest, newest: Opportunity, stage: Stage) -> MoveForm:
    """The same form with everything typed, for the newest version: saving it again is then meant."""
    data = request.POST.copy()
    data["version"] = str(newest.version)
    return MoveForm(data, opportunity=newest, stage=stage, actor=request.actor)


def _now_in(request: PortalRequest, opportunity: Opportunity) -> str:
    """The stage that somebody else moved it to, in the reader's language."""
    return shown_stages()[load(opportunity.key, request.actor).stage_id].label


def _page(
    request: PortalRequest, opportunity: Opportunity, stage: Stage, form: MoveForm, *, changed: bool
) -> HttpResponse:
    missing = actions.missing_fields(opportunity, stage, {})
    context = {
        "opportunity": opportunity,
        "stage": stage,
        "form": form,
        "missing": [field for field in missing if field not in form.fields],
        "now_in": _now_in(request, opportunity) if changed else "",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "opportunities/stages/move_stage.html", context, status=status)
