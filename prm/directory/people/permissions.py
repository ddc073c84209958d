"""Who may change people in the portal: pure predicates over the actor and a person loaded with their organization."""

from __future__ import annotations

from prm.core.actor import Actor, Role
from prm.directory.models import Person
from prm.directory.permissions import may_administer


def may_change_activity(actor: Actor, person: Person) -> bool:
    """Deactivate and activate again: a partner manager the own colleagues, an administrator everybody; nobody
    themselves, since then nobody might be left who can take it back."""
    if person.pk == actor.person_id:
        return False
    manages = actor.role == Role.PARTNER_MANAGER and person.organization_id == actor.organization_id
    return manages or may_administer(actor)


def may_move(actor: Actor, person: Person) -> bool:
    """Move somebody to another organization."""
    return person.pk != actor.person_id and may_administer(actor)
