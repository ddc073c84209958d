"""What the directory holds about its people."""

from __future__ import annotations

from typing import Any

from prm.core.personal_data import Subject, erases, exports
from prm.directory.models import Person


@exports("person")
def export_person(subject: Subject) -> dict[str, Any]:
    person = Person.objects.select_related("organization", "reports_to").get(pk=subject.person_id)
    return {
        "key": person.key,
        "name": person.name,
        "organization": person.organization.name,
        "role": person.role,
        "job_title": person.job_title,
        "phone": person.phone,
        "reports_to": person.reports_to.name if person.reports_to else None,
        "time_zone": person.time_zone,
        "language": person.language,
        "theme": person.theme,
        "density": person.density,
        "active": person.active,
    }


@erases
def erase_person(subject: Subject) -> None:
    """Organization and role stay: figures of the past count by them."""
    person = Person.objects.get(pk=subject.person_id)
    person.name, person.job_title, person.phone, person.time_zone = subject.stand_in, "", "", "UTC"
    person.fold_name()
    person.save()
