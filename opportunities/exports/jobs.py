"""The job that makes a workbook of a long list."""

from __future__ import annotations

import secrets
import tempfile

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone, translation

from opportunities.exports.files import file_name, write_workbook
from opportunities.exports.reading import chunks
from prm.access.actors import actor_of
from prm.core.jobs.models import Job
from prm.core.jobs.runners import Made, Progress, runs

WORKBOOK_OF_LIST = "opportunities.workbook"


class NoLongerAllowed(Exception):
    """Whoever asked for the workbook cannot sign in any more."""


@runs(WORKBOOK_OF_LIST)
def make_workbook(job: Job, progress: Progress) -> Made:
    """Read the list as whoever asked for it sees it now, and put the workbook into the storage."""
    asked = job.parameters
    actor = actor_of(asked["user_id"])
    if actor is None or actor.person_id != job.person_id:
        raise NoLongerAllowed
    total = asked["total"]
    progress.report(0, total)
    with tempfile.TemporaryFile() as file, translation.override(asked["language"]):
        write_workbook(
            file,
            chunks(asked["list"], asked["query"], actor, asked["language"]),
            lambda count: progress.report(count, max(total, count)),
        )
        file.seek(0)
        stored = default_storage.save(f"exports/{secrets.token_hex(16)}.xlsx", File(file))
    return Made(stored, file_name(asked["list"], timezone.localdate(), "xlsx"))
