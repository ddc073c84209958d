"""Who may read the rules, and who may edit which."""

from __future__ import annotations

from assignment.models import RuleGroup
from prm.core.actor import Actor, Role
from prm.directory.permissions import may_administer


def may_read_rules(actor: Actor) -> bool:
    """Those who keep rules, and the executive who answers for them."""
    readers = (Role.ADMINISTRATOR, Role.CHANNEL_MANAGER, Role.CHANNEL_EXECUTIVE, Role.SYSTEM)
    return actor.role in readers


def may_edit_group(actor: Actor, group: RuleGroup) -> bool:
    """Its rules in the draft: administrators, and the channel manager who owns the group."""
    owns = actor.role == Role.CHANNEL_MANAGER and group.owner_id is not None and group.owner_id == actor.person_id
    return may_administer(actor) or owns
