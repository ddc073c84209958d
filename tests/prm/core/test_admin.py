from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.admin import shown_error, shown_payload
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.administration import page
from tests.cast import World

ERROR = """Traceback (most recent call last):
  File "/srv/portal/prm/core/outbox/work.py", line 31, in handle
    return _claim_and_run(outbox_id)
  File "/srv/portal/assignment/handlers.py", line 12, in assign
    raise IntegrityError("Key (name)=(Larkspur secret)")
django.db.utils.IntegrityError: Key (name)=(Larkspur secret)
"""


def event(organization_id: int | None, **fields: Any) -> OutboxEvent:
    usual = {"event": "Rung", "handler": "bells.ring", "due_at": timezone.now()}
    with acting_as(SYSTEM):
        return OutboxEvent.objects.create(organization_id=organization_id, **usual | fields)


def test_outbox_is_read_and_not_written(world: World) -> None:
    waiting = event(world.gantry.pk)
    client = world.client("ada")
    assert "bells.ring" in client.get(page(OutboxEvent, "changelist")).content.decode()
    assert not client.get(page(OutboxEvent, "changelist"), {"state": "done"}).context["cl"].result_list
    assert client.get(page(OutboxEvent, "change", waiting.pk)).status_code == 200
    assert client.post(page(OutboxEvent, "change", waiting.pk), {"state": "done"}).status_code == 403


def test_events_of_partners_are_shown_without_what_they_typed(world: World) -> None:
    failed = event(
        world.cardinal.pk, state="failed", payload={"opportunity_id": 7, "note": "Larkspur secret"}, last_error=ERROR
    )
    html = world.client("ada").get(page(OutboxEvent, "change", failed.pk)).content.decode()
    assert "opportunity_id: 7" in html
    assert "assignment/handlers.py:12 assign" in html
    assert "Larkspur" not in html


def test_what_needs_care_is_found_and_tried_again(world: World) -> None:
    failed = event(world.harborline.pk, state="failed", attempts=8)
    stuck = event(None, due_at=timezone.now() - timedelta(hours=1))
    event(world.cardinal.pk)
    client = world.client("ada")
    lists = {care: client.get(page(OutboxEvent, "changelist"), {"care": care}) for care in ("failed", "stuck")}
    assert {care: [row.pk for row in shown.context["cl"].result_list] for care, shown in lists.items()} == {
        "failed": [failed.pk],
        "stuck": [stuck.pk],
    }
    sending = {"action": "try_again", "_selected_action": [failed.pk]}
    assert (
        "1 event is tried again now."
        in client.post(page(OutboxEvent, "changelist"), sending, follow=True).content.decode()
    )
    with acting_as(SYSTEM):
        assert OutboxEvent.objects.get(pk=failed.pk).state == "new"


@pytest.mark.parametrize(
    ("payload", "shown"),
    [({}, "–"), ({"id": 3, "typed": "name", "all": True, "none": None}, "id: 3, typed: …, all: True, none: None")],
)
def test_payload_shows_numbers_and_hides_text(payload: dict[str, Any], shown: str) -> None:
    assert shown_payload(payload) == shown


def test_error_shows_kind_and_place() -> None:
    assert shown_error(ERROR) == (
        "django.db.utils.IntegrityError ← assignment/handlers.py:12 assign ← outbox/work.py:31 handle"
    )
    assert shown_error("") == "–"
