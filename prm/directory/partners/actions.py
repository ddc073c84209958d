"""Verbs of partner companies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor, Role
from prm.directory.accounts.actions import Changed
from prm.directory.actions import changes_told, check_parent, tell_changes
from prm.directory.models import Organization
from prm.directory.partners.permissions import may_edit_partner, may_enter_partner

EDITABLE = ("name", "type", "tier", "territory", "country", "region", "postal_code")


@transaction.atomic
def enter_partner(organization: Organization, *, actor: Actor) -> Organization:
    """Add a partner company; a channel manager becomes its channel manager. Raises PermissionDenied; ValidationError
    by field."""
    if not may_enter_partner(actor):
        raise PermissionDenied
    organization.kind = Organization.Kind.PARTNER
    if actor.role == Role.CHANNEL_MANAGER:
        organization.channel_manager_id = actor.person_id
    manager = organization.channel_manager
    if manager is not None and (not manager.active or manager.role != Role.CHANNEL_MANAGER):
        raise ValidationError({"channel_manager": _("Choose an active channel manager.")})
    organization.fold_name()
    check_parent(organization)
    organization.full_clean()
    try:
        with transaction.atomic():
            organization.save()
    except IntegrityError:
        # Somebody enters a company of that name at this moment.
        organization.full_clean()
        raise
    return organization


@transaction.atomic
def edit_partner(partner: Organization, changes: Mapping[str, Any], *, actor: Actor, version: int) -> bool:
    """Change fields of a partner company loaded for its page; False where they are so already.

    Raises PermissionDenied; Changed where `version` is no longer the stored one; ValidationError by field.
    """
    if not may_edit_partner(actor, partner):
        raise PermissionDenied
    values = {name: value for name, value in changes.items() if name in EDITABLE}
    if all(getattr(partner, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(partner, name, value)
    partner.name = partner.name.strip()
    partner.fold_name()
    partner.full_clean()
    changed = changes_told(partner)
    _swap(partner, version)
    tell_changes(partner, changed, actor=actor)
    return True


def _swap(partner: Organization, version: int) -> None:
    """Compare-and-swap on `version`. Raises Changed where it is no longer the stored one."""
    stored = {name: getattr(partner, name) for name in (*EDITABLE, "name_sort")}
    try:
        with transaction.atomic():
            written = Organization.objects.filter(pk=partner.pk, version=version).update(version=version + 1, **stored)
    except IntegrityError:
        # Somebody gives another company that name at this moment.
        partner.full_clean()
        raise
    if written != 1:
        raise Changed(_("Somebody changed this partner while you looked at it."))
    partner.version = version + 1
