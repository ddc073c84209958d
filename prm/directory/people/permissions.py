"""Who may change people in the portal: pure predicates over the actor and a person loaded with their organization."""

from __future__ import annotations

from prm.core.actor import Actor, Role, Side
from prm.directory.models import Organization, Person
from prm.directory.permissions import may_administer

INVITING = (Role.PARTNER_MANAGER, Role.CHANNEL_MANAGER, Role.ADMINISTRATOR, Role.SYSTEM)


def may_invite(actor: Actor) -> bool:
    """Whether somebody invites people at all."""
    return actor.role in INVITING


def may_invite_to(actor: Actor, organization: Organization) -> bool:
    """A partner manager invites to the own company, a channel manager to the partners managed by them or by their
    reports, an administrator everywhere. Sending again and withdrawing follow the same rule."""
    if actor.role == Role.PARTNER_MANAGER:
        return organization.pk == actor.organization_id
    if actor.role == Role.CHANNEL_MANAGER:
        return organization.side == Side.PARTNER and organization.channel_manager_id in (
            actor.person_id,
            *actor.reports,
        )
    return actor.role in (Role.ADMINISTRATOR, Role.SYSTEM)


def may_change_activity(actor: Actor, person: Person) -> bool:
    """Deactivate and activate again: a partner manager the own colleagues, an administrator everybody; nobody
    themselves, since then nobody might be left who can take it back, and nobody whoever moved to another company."""
    if person.pk == actor.person_id or person.moved_to_id:
        return False
    manages = actor.role == Role.PARTNER_MANAGER and person.organization_id == actor.organization_id
    return manages or may_administer(actor)


def may_activate(actor: Actor, person: Person) -> bool:
    """Activate again: whom an administrator deactivated, an administrator alone."""
    return may_change_activity(actor, person) and (not person.deactivated_by_brand_owner or may_administer(actor))


def may_move(actor: Actor, person: Person) -> bool:
    """Move somebody to another organization."""
    return person.pk != actor.person_id and not person.moved_to_id and may_administer(actor)
