"""What every page of a person shares: header and tabs."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from prm.core.actor import Actor
from prm.directory.models import Person
from prm.directory.people.permissions import may_activate, may_change_activity, may_move


def load(key: str, actor: Actor) -> Person:
    """The person of an address, as far as the actor may see them: otherwise 404, as for one who is not there."""
    people = Person.objects.visible_to(actor).select_related("organization", "reports_to")
    person: Person = get_object_or_404(people, key=key)
    return person


def frame(person: Person, actor: Actor, tab: str) -> dict[str, Any]:
    """Context of `directory/people/frame.html`; `tab` is the name that the template gives the open one."""
    return {
        "person": person,
        "tab": tab,
        "now": _now(person, actor),
        "is_active": person.active and person.organization.active,
        "may_change_activity": may_change_activity(actor, person),
        "may_activate": may_activate(actor, person),
        "may_move": may_move(actor, person),
    }


def _now(person: Person, actor: Actor) -> Person | None:
    """Who somebody is at the company that they moved to, for whoever may know."""
    if person.moved_to_id is None:
        return None
    return Person.objects.visible_to(actor).select_related("organization").filter(pk=person.moved_to_id).first()
