"""What happens around sign-in that is followed up after the answer."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class PasswordLinkAsked(Event):
    """Somebody typed an address to set a new password; nobody has looked yet whether it is known."""

    email: str


@dataclass(frozen=True, slots=True)
class InvitationWritten(Event):
    """An invitation is to be mailed, for the first time or again."""

    invitation_id: int
