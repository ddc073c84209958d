"""Who may change contacts."""

from __future__ import annotations

from prm.core.actor import Actor, Role
from prm.directory.models import Contact


def may_edit_contact(actor: Actor, contact: Contact) -> bool:
    """The people of the company that entered it; whom it is shared with only reads it."""
    return contact.partner_id == actor.organization_id and actor.role != Role.CHANNEL_EXECUTIVE
