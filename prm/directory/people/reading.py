"""A person as their page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, When

from prm.core.actor import Actor
from prm.directory.models import Person

REPORTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody named on the page of another."""

    key: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Around:
    """The people above and below somebody, as far as the reader may see them."""

    manager: Colleague | None
    reports: Sequence[Colleague]


def around(person: Person, actor: Actor) -> Around:
    """Whom somebody reports to and who reports to them, the first 100: one statement."""
    people = Person.objects.visible_to(actor).active()
    near = people.filter(reports_to=person) | people.filter(pk=person.reports_to_id)
    above_first = Case(When(pk=person.reports_to_id or 0, then=0), default=1)
    found = list(near.order_by(above_first, "name_sort", "key")[: REPORTS_SHOWN + 1])
    manager = next((_colleague(row) for row in found if row.pk == person.reports_to_id), None)
    reports = [_colleague(row) for row in found if row.pk != person.reports_to_id]
    return Around(manager, reports[:REPORTS_SHOWN])


def language_of(person: Person) -> str:
    """The name of the language that somebody reads the portal in."""
    return str(dict(settings.LANGUAGES).get(person.language, person.language))


def _colleague(person: Person) -> Colleague:
    return Colleague(person.key, person.name, person.job_title or str(person.get_role_display()))
