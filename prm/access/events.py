"""What happens around sign-in that is followed up after the answer."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class PasswordLinkAsked(Event):
    """Somebody typed an address to set a new password; nobody has looked yet whether it is known.

    `site` is the portal's address as they see it, e.g. https://portal.example.
    """

    email: str
    site: str


@dataclass(frozen=True, slots=True)
class InvitationWritten(Event):
    """An invitation is to be mailed, for the first time or again; `site` as in `PasswordLinkAsked`."""

    invitation_id: int
    site: str
