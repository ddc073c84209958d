"""Who may stand in for whom."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from assignment.models import PersonProfile
from prm.directory.models import Organization, Person
from prm.directory.models.person import PersonQuerySet

# Two people who name each other at the same moment change different rows: only a lock over all of them tells.
LOCK = 0x5B57


def substitutes_for(person: Person) -> PersonQuerySet:
    """Active people of the brand owner, but the person."""
    ours = Person.objects.active().filter(organization__kind=Organization.Kind.BRAND_OWNER)
    return ours.exclude(pk=person.pk).order_by("name_sort", "pk")


def check_substitute(person: Person, substitute: Person | None) -> None:
    """Raise ValidationError for oneself, for somebody who has left, and where the substitutes would form a circle."""
    if substitute is None:
        return
    if substitute.pk == person.pk:
        raise ValidationError({"substitute": _("A substitute is another person.")})
    if not substitutes_for(person).filter(pk=substitute.pk).exists():
        told = {"name": substitute.name}
        raise ValidationError({"substitute": _("%(name)s does not work here. Choose somebody else.") % told})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if person.pk in _stand_in(substitute.pk):
        told = {"name": person.name, "substitute": substitute.name}
        raise ValidationError(
            {"substitute": _("%(substitute)s already relies on %(name)s. Choose somebody else.") % told}
        )


def _stand_in(person_id: int) -> set[int]:
    """Who stands in for somebody, who for that one, and so on."""
    named = PersonProfile.objects.exclude(substitute=None)
    substitutes: dict[int, int] = dict(named.values_list("person_id", "substitute_id"))
    found: set[int] = set()
    at = substitutes.get(person_id)
    while at is not None and at not in found:
        found.add(at)
        at = substitutes.get(at)
    return found
