"""What the pages of a person that assignment owns share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from assignment.permissions import may_edit_availability, may_edit_skills, may_read_profile
from prm.core.actor import Actor
from prm.core.refusals import add_refusals
from prm.core.requests import PortalRequest
from prm.directory.models import Person
from prm.directory.people import frame as person_frame


def load(key: str, actor: Actor) -> Person:
    """The person of an address; 404 for whoever may not read what assignment knows, and for people of a partner."""
    person = person_frame.load(key, actor)
    if not may_read_profile(actor, person):
        raise Http404
    return person


def load_for_availability(key: str, actor: Actor) -> Person:
    """The same for changing hours, time off, away and languages. Raises PermissionDenied for who may only look."""
    person = load(key, actor)
    if not may_edit_availability(actor, person):
        raise PermissionDenied
    return person


def load_for_skills(key: str, actor: Actor) -> Person:
    """The same for changing skills, place and capacity. Raises PermissionDenied for who may only look."""
    person = load(key, actor)
    if not may_edit_skills(actor, person):
        raise PermissionDenied
    return person


def frame(person: Person, actor: Actor, tab: str) -> dict[str, Any]:
    """Context of `directory/people/frame.html`, and who may change what here."""
    return person_frame.frame(person, actor, tab) | {
        "is_own": person.pk == actor.person_id,
        "may_edit_availability": may_edit_availability(actor, person),
        "may_edit_skills": may_edit_skills(actor, person),
    }


def sent(request: PortalRequest) -> QueryDict | None:
    """What a form came with; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def saved(request: PortalRequest, form: Any, verb: Callable[..., object]) -> bool:
    """Give a form that was sent to its verb and say so; what the verb refuses stands in the form afterwards."""
    if not form.is_valid():
        return False
    try:
        changed = verb(actor=request.actor, **form.values())
    except ValidationError as refused:
        add_refusals(form, refused)
        return False
    messages.success(request, _("Your change was saved.") if changed else _("Nothing was changed."))
    return True
