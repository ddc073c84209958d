"""Who may change how the portal looks to somebody, and how somebody is shown."""

from __future__ import annotations

from prm.core.actor import Actor
from prm.directory.models import Person


def may_save_preferences(actor: Actor, person: Person) -> bool:
    """Everybody their own; for others it is work of the administration."""
    return person.pk == actor.person_id
