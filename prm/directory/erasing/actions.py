"""The verb that forgets a person, and what is handed out to them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.core.personal_data import Subject, erase, exported
from prm.directory.models import Person
from prm.directory.permissions import may_administer


@transaction.atomic
def erase_person(person: Person, *, actor: Actor) -> bool:
    """Take name, sign-in and everything else that tells who it was from all records; the records stay. Who moved is
    forgotten at every company.

    False where that was done before. Raises ValidationError while the person is active: their work has to be handed
    over first.
    """
    if not may_administer(actor):
        raise PermissionDenied
    everywhere = [Person.objects.select_for_update().get(pk=pk) for pk in _everywhere(person)]
    for row in everywhere:
        if row.active:
            raise ValidationError(_("Deactivate %(name)s first: that hands over the open work.") % {"name": row.name})
    subjects = [_subject(row) for row in everywhere]
    done_before = all(subject.name == subject.stand_in for subject in subjects)
    for subject in subjects:
        erase(subject)
    return not done_before


def export_person(person: Person, *, actor: Actor) -> dict[str, Any]:
    """Everything that is stored about a person, by kind, as JSON values and days."""
    if not may_administer(actor):
        raise PermissionDenied
    others = [pk for pk in _everywhere(person) if pk != person.pk]
    found = exported(_subject(person))
    elsewhere = [exported(_subject(row)) for row in Person.objects.filter(pk__in=others).order_by("pk")]
    return found | {"at_other_companies": elsewhere} if elsewhere else found


def _subject(person: Person) -> Subject:
    return Subject(person_id=person.pk, key=person.key, name=person.name)


def _everywhere(person: Person) -> list[int]:
    """Ids of everybody whom one and the same person was, from the first company to the present one."""
    found: list[int] = []
    wanted: int | None = person.pk
    while wanted is not None:
        found.insert(0, wanted)
        wanted = Person.objects.filter(moved_to_id=wanted).values_list("pk", flat=True).first()
    wanted = Person.objects.get(pk=person.pk).moved_to_id
    while wanted is not None:
        found.append(wanted)
        wanted = Person.objects.get(pk=wanted).moved_to_id
    return found
