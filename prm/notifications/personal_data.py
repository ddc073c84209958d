"""What notices hold about the people they were written to."""

from __future__ import annotations

from typing import Any

from prm.core.personal_data import Subject, erases, exports
from prm.notifications.models import Notice, NoticePreference

COLUMNS = ("kind", "parameters", "opportunity__key", "created_at", "read_at", "mailed_at", "mail_refused")


@exports("notices")
def export_notices(subject: Subject) -> dict[str, Any]:
    return {
        "by_mail": not NoticePreference.objects.filter(person=subject.person_id, by_mail=False).exists(),
        "notices": list(Notice.objects.filter(person=subject.person_id).order_by("pk").values(*COLUMNS)),
    }


@erases
def erase_notices(subject: Subject) -> None:
    """They were for the person alone. Those of others point at the person and show the name that is left."""
    for model in (Notice, NoticePreference):
        model.objects.filter(person=subject.person_id).delete()
