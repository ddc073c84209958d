"""Verbs about when somebody works, who stands in, and how much they can take."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assignment.availability.hours import Span, overlapping
from assignment.availability.substitutes import check_substitute
from assignment.models import WorkingHours
from assignment.permissions import may_edit_availability, may_edit_skills
from assignment.profiles import change_profile, locked_profile
from prm.core.actor import Actor
from prm.directory.models import Person


@transaction.atomic
def set_away(person: Person, *, actor: Actor, away: bool, substitute: Person | None) -> bool:
    """Say whether somebody is away, and who stands in; False where it is so already.

    Raises PermissionDenied, and ValidationError at `substitute` for oneself, somebody who left and a circle.
    """
    if not may_edit_availability(actor, person):
        raise PermissionDenied
    profile = locked_profile(person)
    if substitute and substitute.pk != profile.substitute_id:
        check_substitute(person, substitute)
    return change_profile(profile, away=away, substitute_id=substitute.pk if substitute else None)


@transaction.atomic
def set_languages(person: Person, *, actor: Actor, languages: Sequence[str]) -> bool:
    """Say which languages somebody speaks with customers; False where these are noted already."""
    if not may_edit_availability(actor, person):
        raise PermissionDenied
    return change_profile(locked_profile(person), languages=list(languages))


@transaction.atomic
def set_capacity(person: Person, *, actor: Actor, capacity: int | None) -> bool:
    """Set the most open opportunities that rules may give somebody, None for no limit; False where it is so already."""
    if not may_edit_skills(actor, person):
        raise PermissionDenied
    return change_profile(locked_profile(person), capacity=capacity)


@transaction.atomic
def set_hours(person: Person, *, actor: Actor, weekdays: Collection[int], spans: Sequence[Span]) -> bool:
    """Make `spans` the working hours of each of these weekdays (Monday = 0), none for days off; False where they are.

    Raises PermissionDenied, and ValidationError for a span that ends before it starts and for two that overlap.
    """
    if not may_edit_availability(actor, person):
        raise PermissionDenied
    _check_spans(spans)
    locked_profile(person)
    rows = WorkingHours.objects.filter(person=person, weekday__in=set(weekdays))
    stored = {(row.weekday, row.starts, row.ends): row.pk for row in rows}
    wanted = {(weekday, starts, ends) for weekday in weekdays for starts, ends in spans}
    if stored.keys() == wanted:
        return False
    rows.filter(pk__in=[pk for span, pk in stored.items() if span not in wanted]).delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(person=person, weekday=weekday, starts=starts, ends=ends)
        for weekday, starts, ends in sorted(wanted - stored.keys())
    )
    return True


def _check_spans(spans: Sequence[Span]) -> None:
    if any(span.ends <= span.starts for span in spans):
        raise ValidationError(_("Working hours end after they start."))
    if overlapping(spans):
        raise ValidationError(_("Two of these hours overlap."))
