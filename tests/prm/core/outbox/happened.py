"""An event of the tests with a handler that writes down what it did, or fails as it was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.events import Event, handles
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.models import Territory


@dataclass(frozen=True, slots=True)
class Happened(Event):
    """Something in a test."""

    number: int


@dataclass(frozen=True, slots=True)
class Unheard(Event):
    """Something that nobody waits for."""

    handled_by_nobody: ClassVar[str] = "the tests need one"

    number: int


class Told:
    """Which numbers fail, and in which sizes chunks came."""

    failing: ClassVar[set[int]] = set()
    chunks: ClassVar[list[int]] = []

    @classmethod
    def forget(cls) -> None:
        cls.failing.clear()
        cls.chunks.clear()


def note_many(events: list[tuple[Happened, int]]) -> None:
    """One chunk; it fails as a whole where one of its events does."""
    Told.chunks.append(len(events))
    for event, outbox_id in events:
        note(event, outbox_id)


@handles(Happened, many=note_many)
def note(event: Happened, outbox_id: int) -> None:
    """Write a row, then fail where told to: the row must go with the failure."""
    Territory.objects.create(name=f"{event.number}")
    if event.number in Told.failing:
        raise RuntimeError(f"number {event.number} fails")


HANDLER = f"{note.__module__}.{note.__name__}"


def waiting(number: int, **fields: object) -> OutboxEvent:
    """A row that is due since a minute."""
    values = {"due_at": timezone.now() - timedelta(minutes=1)} | fields
    with acting_as(SYSTEM):
        return OutboxEvent.objects.create(event="Happened", handler=HANDLER, payload={"number": number}, **values)


def stored(row: OutboxEvent) -> OutboxEvent:
    with acting_as(SYSTEM):
        return OutboxEvent.objects.get(pk=row.pk)


def noted() -> list[str]:
    with acting_as(SYSTEM):
        return sorted(Territory.objects.values_list("name", flat=True))
