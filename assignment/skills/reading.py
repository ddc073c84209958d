"""What somebody knows, as their page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from assignment.models import PersonSkill
from prm.directory.models import Person

ORDER = {kind: place for place, kind in enumerate(PersonSkill.Kind.values)}


@dataclass(frozen=True, slots=True)
class Row:
    """A skill with its kind and level in words."""

    key: str
    item: str
    kind: str
    level: str


def skills_of(person: Person) -> list[Row]:
    """By kind, in each the best known first: one statement."""
    skills = PersonSkill.objects.filter(person=person).select_related("level")
    ordered = sorted(skills, key=lambda skill: (ORDER[skill.kind], -skill.level.order, skill.item.casefold()))
    return [Row(skill.key, skill.item, str(skill.get_kind_display()), skill.level.name) for skill in ordered]
