"""Verbs of the directory: organizations and people."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prm.core.actor import BRAND_OWNER_ROLES, Actor, Role
from prm.core.outbox.publish import publish
from prm.directory.events import TOLD_OF_ORGANIZATIONS, OrganizationChanged
from prm.directory.leaving import How, hold_leavings, leave
from prm.directory.models import Organization, Person
from prm.directory.permissions import may_administer

MAX_DEPTH = 4


@transaction.atomic
def save_organization(organization: Organization, *, actor: Actor) -> Organization:
    """Add or change an organization. Raises ValidationError for a parent that would close a circle or go too deep."""
    if not may_administer(actor):
        raise PermissionDenied
    organization.fold_name()
    check_parent(organization)
    organization.full_clean()
    changed = changes_told(organization)
    # Whoever edits it in the portal meanwhile is told.
    organization.version += not organization._state.adding
    organization.save()
    tell_changes(organization, changed, actor=actor)
    return organization


def tell_changes(organization: Organization, changed: tuple[str, ...], *, actor: Actor) -> None:
    """Publish what was changed of it, which `changes_told` found before it was written."""
    if changed:
        publish(OrganizationChanged(organization.pk, changed, timezone.now().isoformat()), actor=actor)


def changes_told(organization: Organization) -> tuple[str, ...]:
    """What of a stored organization is about to change that apps above look at: one statement."""
    stored = Organization.objects.filter(pk=organization.pk).values(*TOLD_OF_ORGANIZATIONS).first() or {}
    return tuple(name for name, value in stored.items() if value != getattr(organization, name))


def check_parent(organization: Organization) -> None:
    """Raise ValidationError where the parent is below the organization itself or the tree gets over four deep."""
    seen, above = {organization.pk}, organization.parent
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"parent": _("This parent is below the organization itself. Choose another one.")})
        seen.add(above.pk)
        above = above.parent
    if len(seen) - 1 + _height(organization) > MAX_DEPTH:
        raise ValidationError({"parent": _("Organizations go at most four levels deep. Choose a parent higher up.")})


def _height(organization: Organization) -> int:
    """Levels from the organization down, itself included."""
    level, height = [organization.pk], 0
    while level and height <= MAX_DEPTH:
        height += 1
        level = list(Organization.objects.filter(parent_id__in=[pk for pk in level if pk]).values_list("pk", flat=True))
    return height


@transaction.atomic
def save_person(person: Person, *, actor: Actor) -> Person:
    """Add or change a person; whoever is deactivated by it leaves as in the portal. Raises ValidationError
    where role and organization don't fit together, or where nobody follows who leaves."""
    if not may_administer(actor):
        raise PermissionDenied
    check_role(person)
    before = _leaving(person)
    person.deactivated_by_brand_owner = not person.active and (before is not None or person.deactivated_by_brand_owner)
    person.fold_name()
    person.full_clean()
    person.save()
    if before is not None:
        leave(before, How.DEACTIVATED, actor=actor)
    return person


def _leaving(person: Person) -> Person | None:
    """The stored person where this deactivates them. Raises ValidationError for another company, which has a verb."""
    if person._state.adding:
        return None
    stored = Person.objects.select_related("organization", "reports_to")
    if stored.filter(pk=person.pk, active=True).exists() and not person.active:
        hold_leavings()
    before = stored.get(pk=person.pk)
    if before.organization_id != person.organization_id:
        raise ValidationError({"organization": _("Move this person on their page in the portal.")})
    return before if before.active and not person.active else None


def check_role(person: Person) -> None:
    """Raise ValidationError for a brand-owner role at a partner or the other way round."""
    at_brand_owner = person.organization.kind == Organization.Kind.BRAND_OWNER
    if at_brand_owner != (Role(person.role) in BRAND_OWNER_ROLES):
        raise ValidationError(
            {"role": _("This role belongs to the other side. Choose a role of the person’s company.")}
        )
