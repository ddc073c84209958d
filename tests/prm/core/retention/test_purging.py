from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from assignment.models import AssignmentRun
from opportunities.models import RevenueLine
from opportunities.models.child import new
from prm.access.models import Invitation, SignInRecord, TypedForm
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.retention.purging import delete_in_chunks, purge_all
from prm.core.retention.tasks import purge
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import ROUTER, TABLET, Scene

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def event(state: str, done_at: datetime | None) -> Any:
    return OutboxEvent.objects.create(event="E", handler="h", state=state, due_at=ago(300), done_at=done_at)


def left(model: Any) -> list[int]:
    with acting_as(SYSTEM):
        return list(model.objects.order_by("pk").values_list("pk", flat=True))


def test_finished_events_go_and_failed_ones_stay(scene: Scene) -> None:
    with acting_as(SYSTEM):
        OutboxEvent.objects.all().delete()
        event("done", ago(31))
        kept = [event("done", ago(29)), event("failed", None), event("new", None)]
    assert purge_all(NOW)["finished events"] == 1
    assert left(OutboxEvent) == [row.pk for row in kept]


def test_sign_in_records_are_kept_as_long_as_the_setting_says(scene: Scene, settings: Any) -> None:
    with acting_as(SYSTEM):
        rows = [SignInRecord.objects.create(outcome="refused") for _ in range(2)]
        for row, days in zip(rows, (401, 399), strict=True):
            SignInRecord.objects.filter(pk=row.pk).update(at=ago(days))
    assert purge_all(NOW)["sign-in records"] == 1
    assert left(SignInRecord) == [rows[1].pk]
    settings.KEEP_DAYS = settings.KEEP_DAYS | {"sign_ins": 10}
    assert purge_all(NOW)["sign-in records"] == 1


def test_invitations_are_kept_as_long(scene: Scene) -> None:
    with acting_as(SYSTEM):
        named = {"organization": scene.people["pat"].organization, "name": "Nia", "role": "partner_rep"}
        rows = [Invitation.objects.create(email=f"{number}@x.example", **named) for number in range(2)]
        for row, days in zip(rows, (401, 399), strict=True):
            Invitation.objects.filter(pk=row.pk).update(created_at=ago(days))
    assert purge_all(NOW)["invitations"] == 1
    assert left(Invitation) == [rows[1].pk]


def test_sessions_and_kept_forms_go_when_they_are_over(scene: Scene) -> None:
    user = scene.users["pat"]
    with acting_as(SYSTEM):
        for key, expires in (("over", ago(1)), ("open", NOW + timedelta(days=1))):
            Session.objects.create(session_key=key, session_data="x", expire_date=expires)
            UserSession.objects.create(session_key=key, user=user, ip="192.0.2.1", user_agent="x")
            TypedForm.objects.create(token_hash=key, user=user, path="/", fields={}, expires_at=expires)
    found = purge_all(NOW)
    assert (found["expired sessions"], found["kept forms"]) == (1, 1)
    with acting_as(SYSTEM):
        assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]
        assert list(TypedForm.objects.values_list("token_hash", flat=True)) == ["open"]


def test_removed_lines_and_old_runs_go(scene: Scene) -> None:
    deal = entered(scene, "pat", lines=[(ROUTER, "1", "10"), (TABLET, "1", "10"), (ROUTER, "2", "10")])
    with acting_as(SYSTEM):
        lines = list(RevenueLine.objects.filter(opportunity=deal.pk).order_by("position"))
        RevenueLine.objects.filter(pk=lines[0].pk).update(deleted_at=ago(31))
        RevenueLine.objects.filter(pk=lines[1].pk).update(deleted_at=ago(29))
        AssignmentRun.objects.all().delete()
        for days in (401, 399):
            new(AssignmentRun, deal, trigger="creation", outcome="assigned", started_at=ago(days)).save()
    found = purge_all(NOW)
    assert (found["removed revenue lines"], found["assignment runs"]) == (1, 1)
    assert left(RevenueLine) == [lines[1].pk, lines[2].pk]
    assert lines[2].amount == Decimal(20)


def test_chunks_delete_everything_once(scene: Scene) -> None:
    with acting_as(SYSTEM):
        for _ in range(5):
            SignInRecord.objects.create(outcome="refused")
    assert delete_in_chunks(SignInRecord.objects.filter(outcome="refused"), chunk=2) == 5
    assert not left(SignInRecord)


def test_command_says_what_it_removed_and_beat_runs_it_daily(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("purge")
    assert "finished events: 0 removed" in capsys.readouterr().out
    assert purge.name in [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    purge()
