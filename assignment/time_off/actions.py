"""Verbs about the days on which somebody does not work."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assignment.models import TimeOff
from assignment.permissions import may_edit_availability
from assignment.profiles import locked_profile
from prm.core.actor import Actor
from prm.directory.models import Person
from prm.ui.marks.days import full_day

LONGEST = timedelta(days=731)


@transaction.atomic
def add_time_off(person: Person, *, actor: Actor, first_day: date, last_day: date, note: str = "") -> TimeOff:
    """Note days off, both included. Raises PermissionDenied; ValidationError by field, as where days overlap others."""
    if not may_edit_availability(actor, person):
        raise PermissionDenied
    locked_profile(person)
    time_off = TimeOff(person=person, first_day=first_day, last_day=last_day, note=note)
    _check(time_off)
    time_off.save()
    return time_off


@transaction.atomic
def change_time_off(time_off: TimeOff, *, actor: Actor, first_day: date, last_day: date, note: str = "") -> bool:
    """Move days off or change their note; False where it is so already. Raises like `add_time_off`."""
    if not may_edit_availability(actor, time_off.person):
        raise PermissionDenied
    if (time_off.first_day, time_off.last_day, time_off.note) == (first_day, last_day, note):
        return False
    locked_profile(time_off.person)
    time_off.first_day, time_off.last_day, time_off.note = first_day, last_day, note
    _check(time_off)
    changed = {"first_day": first_day, "last_day": last_day, "note": note}
    if TimeOff.objects.filter(pk=time_off.pk).update(**changed) != 1:
        raise ValidationError(_("Somebody removed this time off while you looked at it. Add it anew."))
    return True


@transaction.atomic
def remove_time_off(time_off: TimeOff, *, actor: Actor) -> bool:
    """Somebody works on these days after all; False where somebody removed it before."""
    if not may_edit_availability(actor, time_off.person):
        raise PermissionDenied
    removed, _by_model = TimeOff.objects.filter(pk=time_off.pk).delete()
    return removed == 1


def check_days(time_off: TimeOff) -> None:
    """Raise ValidationError by field for days in the wrong order, for years on end, and for days off already."""
    first_day, last_day = time_off.first_day, time_off.last_day
    if last_day < first_day:
        raise ValidationError({"last_day": _("The last day is before the first. Check both.")})
    if last_day - first_day > LONGEST:
        raise ValidationError({"last_day": _("This is more than two years. Check the year.")})
    others = TimeOff.objects.filter(person_id=time_off.person_id).exclude(pk=time_off.pk)
    other = others.filter(first_day__lte=last_day, last_day__gte=first_day).order_by("first_day").first()
    if other:
        told = {"first": full_day(other.first_day), "last": full_day(other.last_day)}
        raise ValidationError(
            {"first_day": _("These days overlap time off from %(first)s to %(last)s. Change that one instead.") % told}
        )


def _check(time_off: TimeOff) -> None:
    time_off.clean_fields(exclude={"key", "person"})
    check_days(time_off)
