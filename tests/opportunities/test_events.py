"""What is told of a change to those who assign."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from opportunities import events
from opportunities.events import SETTLING, tell_changes, tell_changes_of_many
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "attributes"),
    [
        (["type", "name"], ["type"]),
        (["lines"], ["amount", "product", "product_line"]),
        (["currency", "amount"], ["amount", "currency"]),
        (["account"], ["account", "country", "employees", "industry", "postal_code", "region", "territory"]),
    ],
)
def test_what_rules_may_ask_for_is_told_when_it_has_settled(changed: list[str], attributes: list[str]) -> None:
    with acting_as(SYSTEM):
        tell_changes(7, changed, actor=SYSTEM, at=AT)
        (event,) = OutboxEvent.objects.filter(event="OpportunityChanged")
    assert event.payload == {"opportunity_id": 7, "attributes": attributes, "at": AT.isoformat()}
    assert event.due_at > timezone.now() + SETTLING / 2


def test_of_anything_else_nothing() -> None:
    with acting_as(SYSTEM):
        tell_changes(7, ["name", "close_date", "next_step"], actor=SYSTEM, at=AT)
        assert not OutboxEvent.objects.exists()


@pytest.mark.parametrize("ids", [[], [7], [7, 8, 9]])
def test_the_same_of_many_is_told_of_each(monkeypatch: pytest.MonkeyPatch, ids: list[int]) -> None:
    monkeypatch.setattr(events, "CHUNK", 2)
    at = AT.isoformat()
    with acting_as(SYSTEM):
        tell_changes_of_many(ids, ["region", "country"], actor=SYSTEM, at=at)
        told = [event.payload for event in OutboxEvent.objects.order_by("pk")]
    assert told == [{"opportunity_id": pk, "attributes": ["country", "region"], "at": at} for pk in ids]
