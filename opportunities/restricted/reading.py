"""Whether an administrator has said lately that they open a restricted opportunity."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from opportunities.models import OpportunityHistory
from opportunities.permissions import is_recorded_reading
from prm.core.actor import Actor

# So long a restricted opportunity stays open to an administrator whose reading was recorded.
OPEN_HOURS = 8
OPENED = "restricted.opened"


class NotOpened(Exception):
    """An administrator wants a page of a restricted opportunity, and that they read it is not recorded yet."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def is_opened(opportunity: Any, actor: Actor) -> bool:
    """Whether the actor's reading was recorded in the last 8 hours."""
    since = timezone.now() - timedelta(hours=OPEN_HOURS)
    entries = OpportunityHistory.objects.of(opportunity).filter(verb=OPENED, person_id=actor.person_id, at__gt=since)
    return entries.exists()


def opened(opportunity: Any, actor: Actor) -> None:
    """Let by everybody but an administrator whose reading must be recorded and is not. Raises NotOpened.

    `opportunity` is loaded `for_page(actor)`. Only administrators at a restricted one cost a statement.
    """
    if is_recorded_reading(actor, opportunity) and not is_opened(opportunity, actor):
        raise NotOpened(opportunity.key)
