"""The companies that somebody may invite to, and what as; who may invite at all says the directory."""

from __future__ import annotations

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Actor, Role, Side
from prm.directory.models import Organization
from prm.directory.models.organization import OrganizationQuerySet
from prm.directory.people.permissions import may_invite


def open_to(actor: Actor) -> OrganizationQuerySet:
    """The companies for which `may_invite_to` says yes, as far as they are active."""
    rows = Organization.objects.visible_to(actor).filter(active=True)
    if actor.role == Role.PARTNER_MANAGER:
        return rows.filter(pk=actor.organization_id or 0)
    if actor.role == Role.CHANNEL_MANAGER:
        return rows.partners().filter(channel_manager_id__in=(actor.person_id, *actor.reports))
    return rows if may_invite(actor) else rows.none()


def roles_at(organization: Organization) -> tuple[Role, ...]:
    """The roles that people of a company have."""
    return PARTNER_ROLES if organization.side == Side.PARTNER else BRAND_OWNER_ROLES
