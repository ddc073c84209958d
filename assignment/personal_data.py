"""What assignment holds about the brand owner's people."""

from __future__ import annotations

from typing import Any

from assignment.models import PersonLoad, PersonProfile, PersonSkill, TimeOff, WorkingHours
from prm.core.personal_data import Subject, erases, exports


@exports("assignment")
def export_profile(subject: Subject) -> dict[str, Any]:
    person = subject.person_id
    places = (
        "territory__name",
        "country",
        "region",
        "postal_code",
        "languages",
        "capacity",
        "away",
        "substitute__name",
    )
    return {
        "profile": PersonProfile.objects.filter(person=person).values(*places).first(),
        "skills": list(PersonSkill.objects.filter(person=person).values("kind", "item", "level__name")),
        "working_hours": list(WorkingHours.objects.filter(person=person).values("weekday", "starts", "ends")),
        "time_off": list(TimeOff.objects.filter(person=person).values("first_day", "last_day", "note")),
    }


@erases
def erase_profile(subject: Subject) -> None:
    """Rules ask about people who work here: nothing of it is needed any more."""
    for model in (PersonProfile, PersonSkill, WorkingHours, TimeOff, PersonLoad):
        model.objects.filter(person=subject.person_id).delete()
