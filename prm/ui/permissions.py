"""Who may look behind the pages."""

from __future__ import annotations

from prm.core.actor import Actor, Role


def may_see_gallery(actor: Actor | None) -> bool:
    """The gallery shows no records, but is of use to those only who keep the portal."""
    return actor is not None and actor.role == Role.ADMINISTRATOR
