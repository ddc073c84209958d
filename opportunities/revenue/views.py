from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opportunities.frame import frame, load
from opportunities.models import Opportunity, RevenueLine
from opportunities.revenue import actions, reading
from opportunities.revenue.forms import LineForm
from opportunities.revenue.permissions import may_change_lines
from opportunities.stages.shown import shown_stages
from prm.access.requests import PortalRequest
from prm.catalog.models import Currency
from prm.core.actor import Actor
from prm.core.refusals import add_refusals


@require_safe
def revenue(request: PortalRequest, key: str) -> HttpResponse:
    """The Revenue tab: what the opportunity is worth, line by line."""
    return _page(request, load(key, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
def add_line(request: PortalRequest, key: str) -> HttpResponse:
    """A new line at the end, typed in its place."""
    opportunity = _changeable(key, request.actor)
    data = request.POST if request.method == "POST" else None
    form = LineForm(data, opportunity=opportunity, stages=shown_stages())
    if form.is_valid():
        try:
            line = actions.add_line(opportunity, actor=request.actor, values=form.values())
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("%(product)s was added.") % {"product": line.product.name})
            return redirect("opportunities:revenue", key=key)
    return _page(request, opportunity, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def change_line(request: PortalRequest, key: str, line_key: str) -> HttpResponse:
    """A line as a form, in its place; the second of two people who change it sees what the first one made of it."""
    opportunity = _changeable(key, request.actor)
    line = _line(opportunity, line_key)
    data = request.POST if request.method == "POST" else None
    form = LineForm(data, opportunity=opportunity, stages=shown_stages(), line=line)
    theirs = None
    if form.is_valid():
        try:
            actions.change_line(
                opportunity, line, actor=request.actor, version=form.cleaned_data["version"] or 0, values=form.values()
            )
        except actions.Changed:
            theirs, form = line, _again(request, opportunity, line)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("%(product)s was saved.") % {"product": line.product.name})
            return redirect("opportunities:revenue", key=key)
    return _page(request, opportunity, form=form, line=line, theirs=theirs)


@require_POST
def copy_line(request: PortalRequest, key: str, line_key: str) -> HttpResponse:
    opportunity = _changeable(key, request.actor)
    try:
        line = actions.copy_line(opportunity, _line(opportunity, line_key), actor=request.actor)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("opportunities:revenue", key=key)
    return redirect("opportunities:change_line", key=key, line_key=line.key)


@require_POST
def shift_line(request: PortalRequest, key: str, line_key: str) -> HttpResponse:
    """One place up, or down with `direction=down`."""
    opportunity = _changeable(key, request.actor)
    line, up = _line(opportunity, line_key), request.POST.get("direction") != "down"
    actions.shift_line(opportunity, line, actor=request.actor, up=up)
    told = _("%(product)s was moved up.") if up else _("%(product)s was moved down.")
    messages.success(request, told % {"product": line.product.name})
    return redirect("opportunities:revenue", key=key)


@require_POST
def remove_line(request: PortalRequest, key: str, line_key: str) -> HttpResponse:
    opportunity = _changeable(key, request.actor)
    line = _line(opportunity, line_key)
    if actions.remove_line(opportunity, line, actor=request.actor):
        told = {"product": line.product.name}
        messages.success(request, _("%(product)s was removed. It can be put back for 30 days.") % told)
    return redirect("opportunities:revenue", key=key)


@require_POST
def restore_line(request: PortalRequest, key: str, line_key: str) -> HttpResponse:
    opportunity = _changeable(key, request.actor)
    line = _line(opportunity, line_key)
    try:
        actions.restore_line(opportunity, line, actor=request.actor)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(product)s was put back.") % {"product": line.product.name})
    return redirect("opportunities:revenue", key=key)


def _changeable(key: str, actor: Actor) -> Opportunity:
    opportunity = load(key, actor)
    if not may_change_lines(actor, opportunity):
        raise PermissionDenied
    return opportunity


def _line(opportunity: Opportunity, line_key: str) -> RevenueLine:
    """A removed one too: somebody may have removed it while somebody else typed into it."""
    return get_object_or_404(RevenueLine.objects.of(opportunity).select_related("product", "stage"), key=line_key)


def _again(request: PortalRequest, opportunity: Opportunity, line: RevenueLine) -> LineForm:
    """The same form with everything typed, for the newest version: saving it again is then meant."""
    data = request.POST.copy()
    data["line-version"] = str(line.version)
    return LineForm(data, opportunity=opportunity, stages=shown_stages(), line=line)


def _page(
    request: PortalRequest,
    opportunity: Opportunity,
    *,
    form: LineForm | None = None,
    line: RevenueLine | None = None,
    theirs: RevenueLine | None = None,
) -> HttpResponse:
    context = frame(opportunity, request.actor, "revenue")
    lines, decimals = context["lines"], opportunity.currency.decimals
    context |= {
        "form": form,
        "editing": line.key if line else "",
        "editing_removed": bool(line and line.deleted_at),
        "theirs": theirs,
        "may_change_lines": may_change_lines(request.actor, opportunity),
        **_figures(lines, context["stages"], decimals),
    }
    context["removed"] = context["removed_lines"] if context["may_change_lines"] else []
    currency = opportunity.currency
    context["company_currency"] = currency.code if currency.is_company else Currency.objects.company().code
    status = 422 if request.method == "POST" else 200
    return render(request, "opportunities/revenue/revenue.html", context, status=status)


def _figures(lines: list[RevenueLine], stages: Any, decimals: int) -> dict[str, Any]:
    return {
        "shown_lines": reading.shown_lines(lines, stages, decimals),
        "by_product_line": reading.by_product_line(lines, decimals),
        "by_month": reading.by_month(lines, decimals),
        "upside": reading.outlook(lines, RevenueLine.Upside.UP),
        "downside": reading.outlook(lines, RevenueLine.Upside.DOWN),
    }
