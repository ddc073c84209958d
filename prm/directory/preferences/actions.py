"""What people set for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.directory.models import Person
from prm.directory.preferences.permissions import may_save_preferences

PREFERENCES = ("name", "job_title", "phone", "language", "time_zone", "theme", "density")
NO_ZONE = _("There is no such time zone. Choose one of the list.")
NO_LANGUAGE = _("The portal does not speak this language. Choose one of the list.")


@transaction.atomic
def save_preferences(person: Person, changes: Mapping[str, Any], *, actor: Actor) -> bool:
    """Change what of `PREFERENCES` is in `changes`; False where all of it is so already.

    Only what differs is written, so that two windows with different changes keep both. Raises PermissionDenied, and
    ValidationError by field.
    """
    values = {name: value for name, value in changes.items() if name in PREFERENCES and getattr(person, name) != value}
    if not may_save_preferences(actor, person):
        raise PermissionDenied
    if not values:
        return False
    for name, value in values.items():
        setattr(person, name, value)
    person.fold_name()
    _check_known(person)
    person.clean_fields(exclude={field.name for field in Person._meta.fields} - set(PREFERENCES))
    Person.objects.filter(pk=person.pk).update(**values, name_sort=person.name_sort)
    return True


def _check_known(person: Person) -> None:
    """Every page reads zone and language: one that does not exist would leave its owner without any page."""
    if person.time_zone not in available_timezones():
        raise ValidationError({"time_zone": NO_ZONE})
    if person.language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": NO_LANGUAGE})
