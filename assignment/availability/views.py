"""A person's availability: a tab of their page; each part has an address at which it is open for changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assignment.availability import actions
from assignment.availability.forms import AwayForm, CapacityForm, HoursForm, LanguagesForm
from assignment.availability.hours import WHOLE_WEEK, week_of
from assignment.availability.reading import availability_of, profile_of
from assignment.frame import frame, load, load_for_availability, load_for_skills, saved, sent
from assignment.models import WorkingHours
from prm.core.requests import PortalRequest
from prm.directory.models import Person

MONDAY_TO_FRIDAY = list(range(5))


@require_safe
def my_workload(request: PortalRequest) -> HttpResponse:
    """One's own availability, from the navigation."""
    if request.actor.is_partner:
        raise Http404
    return redirect("assignment:availability", key=request.actor.person_key)


@require_safe
def availability(request: PortalRequest, key: str) -> HttpResponse:
    """Hours, time off, away and substitute, languages, capacity and load."""
    return page(request, load(key, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
def set_away(request: PortalRequest, key: str) -> HttpResponse:
    """Away, and who stands in."""
    person = load_for_availability(key, request.actor)
    form = AwayForm(sent(request), profile=profile_of(person))
    return edit(request, person, "away", form, partial(actions.set_away, person))


@require_http_methods(["GET", "HEAD", "POST"])
def set_languages(request: PortalRequest, key: str) -> HttpResponse:
    """Languages spoken with customers."""
    person = load_for_availability(key, request.actor)
    form = LanguagesForm(sent(request), profile=profile_of(person))
    return edit(request, person, "languages", form, partial(actions.set_languages, person))


@require_http_methods(["GET", "HEAD", "POST"])
def set_capacity(request: PortalRequest, key: str) -> HttpResponse:
    """The most open opportunities that rules may give."""
    person = load_for_skills(key, request.actor)
    form = CapacityForm(sent(request), profile=profile_of(person))
    return edit(request, person, "capacity", form, partial(actions.set_capacity, person))


@require_http_methods(["GET", "HEAD", "POST"])
def set_hours(request: PortalRequest, key: str) -> HttpResponse:
    """`?day=` is the weekday to start from (Monday = 0); without it, Monday to Friday."""
    person = load_for_availability(key, request.actor)
    week = week_of(WorkingHours.objects.filter(person=person).values_list("weekday", "starts", "ends"))
    asked = request.GET.get("day", "")
    days = [int(asked)] if asked in map(str, WHOLE_WEEK) else MONDAY_TO_FRIDAY
    form = HoursForm(sent(request), days=days, week=week)
    return edit(request, person, "hours", form, partial(actions.set_hours, person))


def edit(
    request: PortalRequest, person: Person, part: str, form: Any, verb: Callable[..., object], **more: Any
) -> HttpResponse:
    """The page with one part open; a form that was sent is saved by the verb, and the page follows."""
    if saved(request, form, verb):
        return redirect("assignment:availability", key=person.key)
    return page(request, person, {"part": part, "form": form, **more})


def page(request: PortalRequest, person: Person, opened: Mapping[str, Any] | None = None) -> HttpResponse:
    """The tab, with the part that is open for changes; 422 where its form was refused."""
    context = frame(person, request.actor, "availability")
    context |= {"availability": availability_of(person), "part": "", "changing": "", **(opened or {})}
    status = 422 if request.method == "POST" else 200
    return render(request, "assignment/availability/availability.html", context, status=status)
