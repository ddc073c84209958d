"""Verbs of partner companies."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prm.core.actor import Actor, Role
from prm.directory.actions import check_parent
from prm.directory.models import Organization
from prm.directory.partners.permissions import may_enter_partner


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
    organization.save()
    return organization
