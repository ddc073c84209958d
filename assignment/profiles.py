"""The one row a person that assignment keeps, for verbs that change it or what hangs on it."""

from __future__ import annotations

from typing import Any

from assignment.models import PersonProfile
from prm.directory.models import Person


def locked_profile(person: Person) -> PersonProfile:
    """The person's profile, made where there is none yet, locked until the end of the transaction.

    Verbs about one person follow one another by it, so that each sees what the other wrote.
    """
    PersonProfile.objects.get_or_create(person=person)
    return PersonProfile.objects.select_for_update(of=("self",)).get(person=person)


def change_profile(profile: PersonProfile, **values: Any) -> bool:
    """Write these columns alone; False where they hold these values already. Raises ValidationError by field."""
    if all(getattr(profile, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(profile, name, value)
    profile.clean_fields(exclude={field.name for field in PersonProfile._meta.fields} - set(values))
    PersonProfile.objects.filter(pk=profile.pk).update(**values)
    return True
