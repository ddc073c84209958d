from __future__ import annotations

from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction

from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.notifications.actions import mail_notice, open_notice, read_all, set_mail
from prm.notifications.models import Notice, NoticePreference
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.notifications.telling import noticed, work_off


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pia", people=("pat", "ivo"))


def leave(scene: Scene, deal: Opportunity, who: str) -> None:
    with acting_as(SYSTEM):
        Member.objects.filter(opportunity=deal, person=scene.people[who]).delete()


def mailed(notice: Notice) -> bool:
    with acting_as(SYSTEM):
        return mail_notice(notice.pk)


def test_an_event_tells_once(scene: Scene, deal: Opportunity) -> None:
    assert len(noticed(scene, deal, ["pat", "ivo"])) == 2
    assert noticed(scene, deal, ["pat", "ivo"]) == []
    assert [row.person_id for row in noticed(scene, deal, ["pat", "pia"])] == [scene.people["pia"].pk]
    assert len(noticed(scene, deal, ["pat"], event=2)) == 1


def test_the_database_keeps_it_to_once(scene: Scene, deal: Opportunity) -> None:
    (row,) = noticed(scene, deal, ["pat"])
    row.pk, row.key = None, "abcdefghij"
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="notice_once_an_event"), transaction.atomic():
        row.save(force_insert=True)


def test_only_who_may_open_it_is_told(scene: Scene, deal: Opportunity) -> None:
    everybody = list(scene.people)
    told = {row.person_id for row in noticed(scene, deal, everybody)}
    assert told == {scene.people[name].pk for name in ("pia", "pat", "ivo", "pam", "dana", "bea", "cem", "ada", "eve")}
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(restricted=True)
    told = {row.person_id for row in noticed(scene, deal, everybody, event=2)}
    assert told == {scene.people[name].pk for name in ("pia", "pat", "ivo", "pam", "ada")}


def test_nobody_who_left_and_nothing_about_errors(scene: Scene, deal: Opportunity) -> None:
    with acting_as(SYSTEM):
        type(scene.people["pat"]).objects.filter(pk=scene.people["pat"].pk).update(active=False)
    assert noticed(scene, deal, ["pat"]) == []
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=deal.pk).update(entered_in_error=True)
    assert noticed(scene, deal, ["ivo"]) == []


def test_mail_is_asked_for_and_sent_once(scene: Scene, deal: Opportunity) -> None:
    notices = noticed(scene, deal, ["pat", "ivo"])
    work_off()
    work_off()
    assert sorted(message.to[0] for message in mail.outbox) == ["ivo@gantry.example", "pat@cardinal.example"]
    assert not any(mailed(notice) for notice in notices)
    assert len(mail.outbox) == 2


def test_no_mail_to_who_wants_none(scene: Scene, deal: Opportunity) -> None:
    pat, ivo = scene.actor("pat"), scene.actor("ivo")
    with acting_as(pat):
        set_mail(actor=pat, by_mail=False)
    notices = noticed(scene, deal, ["pat", "ivo"])
    with acting_as(ivo):
        set_mail(actor=ivo, by_mail=False)
    with acting_as(SYSTEM):
        assert OutboxEvent.objects.filter(event="MailDue").count() == 1
    work_off()
    assert not any(mailed(notice) for notice in notices)
    assert mail.outbox == []
    with acting_as(pat):
        set_mail(actor=pat, by_mail=True)
        assert NoticePreference.objects.visible_to(pat).get().by_mail
    assert mailed(notices[0])


def test_no_mail_to_who_can_no_longer_open_it(scene: Scene, deal: Opportunity) -> None:
    (notice,) = noticed(scene, deal, ["ivo"])
    leave(scene, deal, "ivo")
    work_off()
    assert mail.outbox == []
    with acting_as(SYSTEM):
        assert Notice.objects.get(pk=notice.pk).mailed_at is None


@pytest.mark.parametrize(
    ("refusal", "noted"),
    [
        (SMTPRecipientsRefused({"pat@cardinal.example": (550, b"no such mailbox")}), "550 no such mailbox"),
        (SMTPDataError(554, "looks like spam"), "554 looks like spam"),
    ],
)
def test_refused_address_is_noted_and_not_tried_again(
    scene: Scene, deal: Opportunity, monkeypatch: pytest.MonkeyPatch, refusal: OSError, noted: str
) -> None:
    (notice,) = noticed(scene, deal, ["pat"])
    monkeypatch.setattr(EmailMultiAlternatives, "send", failing(refusal))
    work_off()
    with acting_as(SYSTEM):
        stored = Notice.objects.get(pk=notice.pk)
        assert (stored.mail_refused, stored.mailed_at) == (noted, None)
        assert OutboxEvent.objects.get(event="MailDue").state == OutboxEvent.State.DONE
    monkeypatch.undo()
    assert not mailed(notice)


@pytest.mark.parametrize(
    "problem",
    [SMTPRecipientsRefused({"pat@cardinal.example": (451, b"try later")}), SMTPDataError(452, "full"), OSError("away")],
)
def test_what_may_be_tried_again_is_raised(
    scene: Scene, deal: Opportunity, monkeypatch: pytest.MonkeyPatch, problem: OSError
) -> None:
    (notice,) = noticed(scene, deal, ["pat"])
    monkeypatch.setattr(EmailMultiAlternatives, "send", failing(problem))
    with acting_as(SYSTEM), pytest.raises(OSError, match=r"later|full|away"):
        mail_notice(notice.pk)
    monkeypatch.undo()
    assert mailed(notice)
    assert len(mail.outbox) == 1


def failing(problem: OSError) -> Any:
    def send(message: EmailMultiAlternatives) -> int:
        raise problem

    return send


def test_reading_counts_the_first_time(scene: Scene, deal: Opportunity) -> None:
    pat, ivo = scene.actor("pat"), scene.actor("ivo")
    first, _ = noticed(scene, deal, ["pat", "ivo"])
    with acting_as(pat):
        open_notice(first, actor=pat)
        read_at = Notice.objects.get(pk=first.pk).read_at
        assert read_at is not None
        open_notice(first, actor=pat)
        assert Notice.objects.get(pk=first.pk).read_at == read_at
        with pytest.raises(PermissionDenied):
            open_notice(first, actor=ivo)


def test_all_of_mine_and_nobody_elses(scene: Scene, deal: Opportunity) -> None:
    pat = scene.actor("pat")
    for event in (1, 2):
        noticed(scene, deal, ["pat", "pia", "ivo"], event=event)
    with acting_as(pat):
        assert (read_all(actor=pat), read_all(actor=pat)) == (2, 0)
    with acting_as(SYSTEM):
        assert Notice.objects.unread().count() == 4


def test_the_system_has_no_preferences(db: None) -> None:
    with pytest.raises(PermissionDenied):
        set_mail(actor=SYSTEM, by_mail=False)
