"""The list of people, a person's page, and letting somebody go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prm.core.keyset import COUNTED, counted, parse_sort
from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.leaving import How
from prm.directory.models import Person
from prm.directory.people import actions
from prm.directory.people.effects import effects
from prm.directory.people.filters import PersonFilter
from prm.directory.people.forms import LeaveForm, MoveForm
from prm.directory.people.frame import frame, load
from prm.directory.people.listing import COLUMNS, DEFAULT_SORT, list_page
from prm.directory.people.permissions import may_change_activity, may_invite, may_move
from prm.directory.people.reading import around, language_of
from prm.directory.preferences.zones import zone_name


@require_safe
def people(request: PortalRequest) -> HttpResponse:
    """The people whom the reader may see: a partner its own and its channel manager, the brand owner everybody."""
    asked = PersonFilter(request.GET, actor=request.actor)
    found = asked.found()
    sort = parse_sort(request.GET.get("sort", ""), COLUMNS, DEFAULT_SORT)
    count = counted(found)
    context = {
        "filter": asked,
        "sort": sort,
        "page": list_page(found, sort, request.GET.get("cursor", ""), request.actor),
        "count": count,
        "is_capped": count > COUNTED,
        "with_company": True,
        "may_invite": may_invite(request.actor),
    }
    return render(request, "directory/people/people.html", context)


@require_safe
def detail(request: PortalRequest, key: str) -> HttpResponse:
    """Who somebody is and whom they work with."""
    person = load(key, request.actor)
    context = frame(person, request.actor, "about")
    context |= {"around": around(person, request.actor), "language_name": language_of(person)}
    context["zone_name"] = zone_name(person.time_zone)
    return render(request, "directory/people/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: PortalRequest, key: str) -> HttpResponse:
    """What becomes of somebody's work, and the button that lets them go."""
    person = load(key, request.actor)
    if not may_change_activity(request.actor, person):
        raise PermissionDenied
    form = LeaveForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        try:
            follows = actions.deactivate_person(person, actor=request.actor, named=form.named)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            _tell(request, person, follows if form.work.led else None)
            return redirect("people:detail", key=key)
    return _page(request, "directory/people/deactivate.html", person, form)


@require_POST
def activate(request: PortalRequest, key: str) -> HttpResponse:
    """Let somebody who was deactivated work here again."""
    person = load(key, request.actor)
    if not may_change_activity(request.actor, person):
        raise PermissionDenied
    try:
        if actions.activate_person(person, actor=request.actor):
            messages.success(request, _("%(name)s can sign in again.") % {"name": person.name})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("people:detail", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PortalRequest, key: str) -> HttpResponse:
    """Let somebody work for another company."""
    person = load(key, request.actor)
    if not may_move(request.actor, person):
        raise PermissionDenied
    data, company = request.POST if request.method == "POST" else None, request.GET.get("organization", "")
    form = MoveForm(data, person=person, actor=request.actor, company=company)
    if form.is_valid():
        goal, role = form.cleaned_data["organization"], form.cleaned_data["role"]
        try:
            moved = actions.move_person(person, goal, role, actor=request.actor, named=form.named)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            told = {"name": person.name, "company": goal.name}
            messages.success(request, _("%(name)s works for %(company)s now.") % told)
            return redirect("people:detail", key=moved.key if moved else key)
    return _page(request, "directory/people/move.html", person, form)


def _tell(request: PortalRequest, person: Person, follows: Person | None) -> None:
    told = {"name": person.name, "follows": follows.name if follows else ""}
    words = _("%(name)s is deactivated; %(follows)s leads their opportunities now.") if follows else None
    messages.success(request, (words or _("%(name)s is deactivated.")) % told)


def _page(request: PortalRequest, template: str, person: Person, form: LeaveForm) -> HttpResponse:
    follows = form.follows.name if form.follows else _("whom you name below")
    how = How.MOVED if isinstance(form, MoveForm) else How.DEACTIVATED
    context: dict[str, Any] = {"person": person, "form": form, "effects": effects(person, form.work, follows, how)}
    return render(request, template, context, status=422 if request.method == "POST" else 200)
