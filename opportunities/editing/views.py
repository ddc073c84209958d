from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opportunities.editing import actions
from opportunities.editing.forms import EditForm, ReasonForm
from opportunities.entry.accounts import offered_accounts
from opportunities.frame import load
from opportunities.models import Opportunity, RevenueLine
from opportunities.permissions import may_edit, may_lock, may_mark_in_error
from opportunities.stages.actions import Changed
from prm.access.requests import PortalRequest
from prm.core.refusals import add_refusals


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, key: str) -> HttpResponse:
    """What is known of the opportunity, as a form; the second of two who save sees what differs and loses nothing."""
    opportunity = load(key, request.actor)
    if not may_edit(request.actor, opportunity):
        raise PermissionDenied
    form = _form(request, opportunity, request.POST if request.method == "POST" else None)
    changed = False
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_opportunity(opportunity, actor=request.actor, version=version, edit=form.edit())
        except Changed:
            changed, form = True, _again(request, key)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("“%(name)s” was saved.") % {"name": opportunity.name})
            return redirect("opportunities:detail", key=key)
    context = {"opportunity": opportunity, "form": form, "changed": changed}
    return render(request, "opportunities/editing/edit.html", context, status=422 if request.method == "POST" else 200)


def _form(request: PortalRequest, opportunity: Opportunity, data: Any) -> EditForm:
    has_lines = RevenueLine.objects.of(opportunity).kept().exists()
    return EditForm(data, opportunity=opportunity, actor=request.actor, has_lines=has_lines)


def _again(request: PortalRequest, key: str) -> EditForm:
    """The same form with everything typed, for the newest version: saving it again is then meant."""
    newest = load(key, request.actor)
    data = request.POST.copy()
    data["version"] = str(newest.version)
    return _form(request, newest, data)


@require_safe
def known_accounts(request: PortalRequest) -> HttpResponse:
    """The reader's accounts for the typeahead; no new one is made here."""
    typed = request.GET.get("typed", "").replace("\x00", "")[:200].strip()
    options = [
        {"key": row.key, "name": row.name, "place": row.place, "note": row.industry}
        for row in offered_accounts(typed, request.actor)
    ]
    return render(request, "opportunities/_options.html", {"options": options, "typed": typed})


@require_POST
def restrict(request: PortalRequest, key: str) -> HttpResponse:
    """Keep it to the team, or with `open=1` open it again."""
    opportunity = load(key, request.actor)
    restricted = "open" not in request.POST
    return _marked(
        request, opportunity, lambda: actions.restrict(opportunity, actor=request.actor, restricted=restricted)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: PortalRequest, key: str) -> HttpResponse:
    """Asks why assignment rules shall keep away."""
    opportunity = load(key, request.actor)
    if not may_lock(request.actor, opportunity):
        raise PermissionDenied

    def verb(reason: str) -> bool:
        return actions.lock_assignment(opportunity, actor=request.actor, locked=True, reason=reason)

    return _with_reason(request, opportunity, verb, "opportunities/editing/lock.html")


@require_POST
def unlock(request: PortalRequest, key: str) -> HttpResponse:
    opportunity = load(key, request.actor)
    return _marked(
        request, opportunity, lambda: actions.lock_assignment(opportunity, actor=request.actor, locked=False)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def entered_in_error(request: PortalRequest, key: str) -> HttpResponse:
    """Asks why it shall count nowhere."""
    opportunity = load(key, request.actor)
    if not may_mark_in_error(request.actor, opportunity):
        raise PermissionDenied

    def verb(reason: str) -> bool:
        return actions.mark_in_error(opportunity, actor=request.actor, in_error=True, reason=reason)

    return _with_reason(request, opportunity, verb, "opportunities/editing/entered_in_error.html")


@require_POST
def not_in_error(request: PortalRequest, key: str) -> HttpResponse:
    opportunity = load(key, request.actor)
    return _marked(
        request, opportunity, lambda: actions.mark_in_error(opportunity, actor=request.actor, in_error=False)
    )


def _with_reason(
    request: PortalRequest, opportunity: Opportunity, verb: Callable[[str], bool], template: str
) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _marked(request, opportunity, lambda: verb(form.cleaned_data["reason"]))
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"opportunity": opportunity, "form": form}, status=status)


def _marked(request: PortalRequest, opportunity: Opportunity, verb: Callable[[], bool]) -> HttpResponse:
    try:
        verb()
    except Changed as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("“%(name)s” was changed.") % {"name": opportunity.name})
    return redirect("opportunities:detail", key=opportunity.key)
