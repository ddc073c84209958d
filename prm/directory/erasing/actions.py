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
    """Take name, sign-in and everything else that tells who it was from all records; the records stay.

    False where that was done before. Raises ValidationError while the person is active: their work has to be handed
    over first.
    """
    if not may_administer(actor):
        raise PermissionDenied
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.active:
        raise ValidationError(_("Deactivate %(name)s first: that hands over the open work.") % {"name": person.name})
    subject = _subject(person)
    done_before = person.name == subject.stand_in
    erase(subject)
    return not done_before


def export_person(person: Person, *, actor: Actor) -> dict[str, Any]:
    """Everything that is stored about a person, by kind, as JSON values and days."""
    if not may_administer(actor):
        raise PermissionDenied
    return exported(_subject(person))


def _subject(person: Person) -> Subject:
    return Subject(person_id=person.pk, key=person.key, name=person.name)
