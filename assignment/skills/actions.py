"""Verbs about what somebody knows and where they work."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assignment.models import ExpertiseLevel, PersonSkill
from assignment.permissions import may_edit_skills
from assignment.profiles import change_profile, locked_profile
from prm.core.actor import Actor
from prm.directory.models import Person, Territory


@transaction.atomic
def add_skill(person: Person, *, actor: Actor, kind: str, item: str, level: ExpertiseLevel) -> PersonSkill:
    """Note that somebody knows an item. Raises PermissionDenied; ValidationError where it is noted already."""
    if not may_edit_skills(actor, person):
        raise PermissionDenied
    locked_profile(person)
    skill = PersonSkill(person=person, kind=kind, item=item, level=level)
    skill.clean_fields(exclude={"key", "person", "level"})
    if PersonSkill.objects.filter(person=person, kind=kind, item=item).exists():
        raise ValidationError({"item": _("This is listed already. Change its expertise in the list.")})
    skill.save()
    return skill


@transaction.atomic
def change_skill(skill: PersonSkill, *, actor: Actor, level: ExpertiseLevel) -> bool:
    """Another level of expertise; False where it is this one already.

    Raises PermissionDenied, and ValidationError where somebody removed the skill or changed it meanwhile.
    """
    if not may_edit_skills(actor, skill.person):
        raise PermissionDenied
    if skill.level_id == level.pk:
        return False
    if PersonSkill.objects.filter(pk=skill.pk, level=skill.level_id).update(level=level) != 1:
        raise ValidationError(_("Somebody changed this skill while you looked at it. Open the page anew."))
    return True


@transaction.atomic
def remove_skill(skill: PersonSkill, *, actor: Actor) -> bool:
    """Rules no longer find somebody by this; False where somebody removed it before."""
    if not may_edit_skills(actor, skill.person):
        raise PermissionDenied
    removed, _by_model = PersonSkill.objects.filter(pk=skill.pk).delete()
    return removed == 1


@transaction.atomic
def set_place(
    person: Person, *, actor: Actor, territory: Territory | None, country: str, region: str, postal_code: str
) -> bool:
    """Say where somebody works; False where it is so already. Raises PermissionDenied; ValidationError by field."""
    if not may_edit_skills(actor, person):
        raise PermissionDenied
    place = {"country": country, "region": region, "postal_code": postal_code}
    return change_profile(locked_profile(person), territory=territory, **place)
