from __future__ import annotations

from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.administration import page
from tests.cast import World


def test_outbox_is_read_and_not_written(world: World) -> None:
    with acting_as(SYSTEM):
        waiting = OutboxEvent.objects.create(
            event="Rung", handler="bells.ring", due_at=timezone.now(), organization_id=world.gantry.pk
        )
    client = world.client("ada")
    assert "bells.ring" in client.get(page(OutboxEvent, "changelist")).content.decode()
    assert not client.get(page(OutboxEvent, "changelist"), {"state": "done"}).context["cl"].result_list
    assert client.get(page(OutboxEvent, "change", waiting.pk)).status_code == 200
    assert client.post(page(OutboxEvent, "change", waiting.pk), {"state": "done"}).status_code == 403
