"""Verbs of notices: telling people, mailing it, and what readers do with theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from prm.core.actor import SYSTEM, Actor
from prm.core.outbox.publish import publish
from prm.notifications.events import MailDue
from prm.notifications.mailing import Refused, send
from prm.notifications.models import Notice, NoticePreference
from prm.notifications.recipients import readers


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is told: a kind of notice and ids for its words."""

    kind: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def notify(opportunity_id: int, told: Mapping[int, Told], *, outbox_id: int) -> list[Notice]:
    """Tell each person (by id) who may open the opportunity now, and ask for the mail of those who want it.

    Runs as the system. Once an event: whoever was told of it already is left out.
    """
    before = Notice.objects.filter(outbox_id=outbox_id).values_list("person_id", flat=True)
    people = set(told) - set(before)
    same = {"opportunity_id": opportunity_id, "outbox_id": outbox_id, "created_at": timezone.now()}
    notices = [
        Notice(**_reader(actor), **same, kind=told[person].kind, parameters=dict(told[person].parameters))
        for person, actor in readers(opportunity_id, people).items()
    ]
    Notice.objects.bulk_create(notices)
    without_mail = set(
        NoticePreference.objects.filter(person__in=people, by_mail=False).values_list("person", flat=True)
    )
    publish(*(MailDue(notice_id=row.pk) for row in notices if row.person_id not in without_mail), actor=SYSTEM)
    return notices


@transaction.atomic
def mail_notice(notice_id: int) -> bool:
    """Mail a notice to its reader, if they still want it and may still open what it is about; whether it went out.

    The claim by compare-and-swap, the mail and the outbox's own claim are one transaction, which is saved after a mail
    server has taken the mail: none is lost, and a second worker finds nothing to claim. Only a process that dies in the
    moment between leaves a mail that is sent once more, with the same Message-ID. An address that is refused is noted;
    a server that is away raises OSError, and the outbox tries again.
    """
    notice = Notice.objects.select_related("person").filter(pk=notice_id, mail_refused="").first()
    if notice is None or NoticePreference.objects.filter(person=notice.person_id, by_mail=False).exists():
        return False
    actor = readers(notice.opportunity_id, [notice.person_id]).get(notice.person_id)
    if actor is None or actor.organization_id != notice.organization_id:
        return False
    claimed = Notice.objects.filter(pk=notice_id, mailed_at=None)
    if claimed.update(mailed_at=timezone.now()) != 1:
        return False
    try:
        send(notice, actor)
    except Refused as refused:
        Notice.objects.filter(pk=notice_id).update(mailed_at=None, mail_refused=str(refused)[:200])
        return False
    return True


def open_notice(notice: Notice, *, actor: Actor) -> None:
    """Note that its reader looked at it; the first time counts. Raises PermissionDenied for somebody else's."""
    if notice.person_id != actor.person_id:
        raise PermissionDenied
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def read_all(*, actor: Actor) -> int:
    """Mark all one's notices as read; how many were not. Raises PermissionDenied for the system, whose are none."""
    if actor.person_id is None:
        raise PermissionDenied
    return Notice.objects.visible_to(actor).unread().update(read_at=timezone.now())


@transaction.atomic
def set_mail(*, actor: Actor, by_mail: bool) -> None:
    """Whether the actor gets notices by mail as well. Raises PermissionDenied for the system."""
    if actor.person_id is None:
        raise PermissionDenied
    chosen = {"organization_id": actor.organization_id, "by_mail": by_mail}
    NoticePreference.objects.update_or_create(person_id=actor.person_id, defaults=chosen)


def _reader(actor: Actor) -> dict[str, Any]:
    """Whose a notice is: the person's, as long as they work for this company."""
    return {"person_id": actor.person_id, "organization_id": actor.organization_id}
