"""Verbs of territories and the places in them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.directory.models import Territory, TerritoryArea
from prm.directory.permissions import may_administer


@transaction.atomic
def save_territory(row: Territory | TerritoryArea, *, actor: Actor) -> None:
    """Add or change a territory or a place in it. Raises ValidationError by field."""
    if not may_administer(actor):
        raise PermissionDenied
    if isinstance(row, Territory):
        check_above(row)
    row.full_clean()
    row.save()


@transaction.atomic
def remove_territory(row: Territory | TerritoryArea, *, actor: Actor) -> None:
    """Delete a territory or a place in it. Raises ProtectedError where partners or opportunities are in it."""
    if not may_administer(actor):
        raise PermissionDenied
    row.delete()


def check_above(territory: Territory) -> None:
    """Raise ValidationError where the parent lies below the territory itself."""
    above, seen = territory.parent, {territory.pk}
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        above = above.parent
    if above is not None:
        raise ValidationError({"parent": _("This territory lies below the one you are changing.")})
