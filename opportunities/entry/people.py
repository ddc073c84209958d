"""Whom the entering person may put on the team by hand."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from opportunities.entry.records import Entry
from prm.core.actor import Actor
from prm.directory.models import Person


def addable_people(actor: Actor) -> models.QuerySet[Person]:
    """A partner adds colleagues of its own company and its channel manager; the brand owner its own people."""
    people = Person.objects.visible_to(actor).active().exclude(pk=actor.person_id)
    if actor.is_partner:
        return people.filter(
            Q(organization_id=actor.organization_id) | Q(managed_partners=actor.organization_id)
        ).distinct()
    return people.filter(organization_id=actor.organization_id)


def check_people(entries: Sequence[Entry], actor: Actor) -> None:
    """Raise ValidationError where somebody is added whom the actor may not add. The system may add anybody."""
    wanted = {pk for entry in entries for pk in entry.people if pk != entry.person_id}
    if not wanted or actor.is_system:
        return
    allowed = set(addable_people(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - allowed:
        raise ValidationError(
            {"people": _("Somebody chosen is not among the people you may add. Choose from the list.")}
        )
