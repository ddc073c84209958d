"""Time off, on the page of a person's availability."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assignment.availability.reading import own_today
from assignment.availability.views import edit
from assignment.frame import load_for_availability, sent
from assignment.models import TimeOff
from assignment.time_off import actions
from assignment.time_off.forms import TimeOffForm
from prm.core.requests import PortalRequest
from prm.directory.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def add_time_off(request: PortalRequest, key: str) -> HttpResponse:
    """New days off."""
    person = load_for_availability(key, request.actor)
    form = TimeOffForm(sent(request), today=own_today(person))
    return edit(request, person, "time_off", form, partial(actions.add_time_off, person))


@require_http_methods(["GET", "HEAD", "POST"])
def change_time_off(request: PortalRequest, key: str, time_off_key: str) -> HttpResponse:
    """Other days, or another note."""
    person = load_for_availability(key, request.actor)
    time_off = _time_off(person, time_off_key)
    form = TimeOffForm(sent(request), today=own_today(person), time_off=time_off)
    verb = partial(actions.change_time_off, time_off)
    return edit(request, person, "time_off", form, verb, changing=time_off.key)


@require_POST
def remove_time_off(request: PortalRequest, key: str, time_off_key: str) -> HttpResponse:
    """The person works on these days after all."""
    person = load_for_availability(key, request.actor)
    if actions.remove_time_off(_time_off(person, time_off_key), actor=request.actor):
        messages.success(request, _("The time off was removed."))
    return redirect("assignment:availability", key=person.key)


def _time_off(person: Person, key: str) -> TimeOff:
    time_off: TimeOff = get_object_or_404(TimeOff.objects.select_related("person"), key=key, person=person)
    return time_off
