"""Who may read the list of partners and enter new ones."""

from __future__ import annotations

from prm.core.actor import Actor, Role
from prm.directory.models import Organization
from prm.directory.permissions import may_administer


def may_list_partners(actor: Actor) -> bool:
    """The brand owner's people; which other partners there are is not told to a partner."""
    return not actor.is_partner


def may_enter_partner(actor: Actor) -> bool:
    """Channel managers, who look after it from then on, and administrators."""
    return actor.role in (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR, Role.SYSTEM)


def may_edit_partner(actor: Actor, partner: Organization) -> bool:
    """The channel manager who looks after it, those to whom they report, and administrators."""
    manages = actor.role == Role.CHANNEL_MANAGER and partner.channel_manager_id in (actor.person_id, *actor.reports)
    return manages or may_administer(actor)
