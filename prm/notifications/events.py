"""What notices leave to be done after the commit."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class MailDue(Event):
    """A notice was written whose reader wants mail; each is an event of its own, so that none waits for another."""

    notice_id: int
