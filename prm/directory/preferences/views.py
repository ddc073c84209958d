"""Settings: what everybody who is signed in sets for themselves."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.models import Person
from prm.directory.preferences import actions
from prm.directory.preferences.forms import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
def save_preferences(request: PortalRequest) -> HttpResponse:
    """Name, job title, phone, language, time zone, colors and height of rows of whoever asks."""
    people = Person.objects.visible_to(request.actor).select_related("organization")
    person = get_object_or_404(people, pk=request.actor.person_id)
    form = PreferencesForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        try:
            changed = actions.save_preferences(person, form.values(), actor=request.actor)
        except ValidationError as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("Your settings were saved.") if changed else _("Nothing was changed."))
            return redirect("save_preferences")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "person": person}
    return render(request, "directory/preferences/save_preferences.html", context, status=status)
