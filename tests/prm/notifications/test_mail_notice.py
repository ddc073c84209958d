"""Mail under several workers and with a mail server that comes and goes: committed, as in an installation."""

from __future__ import annotations

import threading
import time

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import handle
from prm.core.rls import acting_as
from prm.notifications.models import Notice
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.notifications.telling import noticed, work_off

WORKERS = 4


def mail_events() -> list[int]:
    with acting_as(SYSTEM):
        return list(OutboxEvent.objects.filter(event="MailDue").values_list("pk", flat=True))


def at_once(ids: list[int]) -> None:
    """Every worker takes every event at the same moment."""
    start = threading.Barrier(WORKERS)

    def work() -> None:
        try:
            start.wait()
            for pk in ids:
                handle(pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_workers_send_each_mail_once(committed_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    deal = entered(committed_scene, "pia", people=("pat", "ivo"))
    noticed(committed_scene, deal, ["pia", "pat", "ivo"])
    send = EmailMultiAlternatives.send

    def slowly(message: EmailMultiAlternatives) -> int:
        time.sleep(0.05)
        return send(message)

    monkeypatch.setattr(EmailMultiAlternatives, "send", slowly)
    at_once(mail_events())
    assert sorted(message.to[0].split("@")[0] for message in mail.outbox) == ["ivo", "pat", "pia"]


def test_workers_write_each_notice_once(committed_scene: Scene) -> None:
    pam = committed_scene.actor("pam")
    deal = entered(committed_scene, "pia", people=("pat", "ivo"))
    work_off()
    with acting_as(SYSTEM):
        payload = {"opportunity_id": deal.pk, "outcome": "won", "confirmed": False, "by": pam.person_id}
        handler = "prm.notifications.handlers.tell_closed"
        event = OutboxEvent.objects.create(
            event="OpportunityClosed", handler=handler, payload=payload, due_at=timezone.now()
        )
    at_once([event.pk])
    with acting_as(SYSTEM):
        told = Notice.objects.values_list("person_id", flat=True)
        assert len(told) == len(set(told)) >= 4


def test_mail_waits_for_a_server_that_is_away(committed_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    deal = entered(committed_scene, "pia", people=("pat",))
    noticed(committed_scene, deal, ["pat"])
    (event,) = mail_events()

    def away(message: EmailMultiAlternatives) -> int:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(EmailMultiAlternatives, "send", away)
    assert not handle(event)
    with acting_as(SYSTEM):
        waiting = OutboxEvent.objects.get(pk=event)
        assert (waiting.state, waiting.attempts) == (OutboxEvent.State.NEW, 1)
        assert Notice.objects.get().mailed_at is None
        OutboxEvent.objects.filter(pk=event).update(due_at=timezone.now())
    monkeypatch.undo()
    assert handle(event)
    assert not handle(event)
    assert [message.to for message in mail.outbox] == [["pat@cardinal.example"]]


def test_mail_that_went_out_before_the_commit_was_lost_has_the_same_id(
    committed_scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one window: the process dies after the server took the mail and before the transaction is saved."""
    deal = entered(committed_scene, "pia", people=("pat",))
    noticed(committed_scene, deal, ["pat"])
    (event,) = mail_events()
    send = EmailMultiAlternatives.send

    def sent_and_killed(message: EmailMultiAlternatives) -> int:
        send(message)
        raise SystemError("killed")

    monkeypatch.setattr(EmailMultiAlternatives, "send", sent_and_killed)
    assert not handle(event)
    monkeypatch.undo()
    with acting_as(SYSTEM):
        OutboxEvent.objects.filter(pk=event).update(due_at=timezone.now())
    assert handle(event)
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
