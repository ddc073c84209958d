"""Running a job: leased before, so that it runs once, and taken up again where its worker was killed."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.jobs.events import JobDue, JobKeptLongEnough
from prm.core.jobs.models import Job
from prm.core.jobs.runners import LEASE, Made, Progress, Stopped, runner_of
from prm.core.outbox.publish import publish
from prm.core.rls import acting_as

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
KEPT = timedelta(days=1)


def lease(job_id: int) -> Progress | None:
    """Take a job up, inside the caller's transaction; None where it has ended, is held by another, or failed too often.

    Looks at it again when the lease has ended, for the case that this worker does not come so far.
    """
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None or job.is_ended:
        return None
    now = timezone.now()
    if job.leased_until and job.leased_until > now:
        publish(JobDue(job.pk), actor=SYSTEM, delay=job.leased_until - now)
        return None
    if job.cancel_asked or job.attempts >= MOST_ATTEMPTS:
        _end(job.pk, job.attempts, Job.State.CANCELED if job.cancel_asked else Job.State.FAILED)
        return None
    job.state, job.attempts, job.leased_until = Job.State.RUNNING, job.attempts + 1, now + LEASE
    job.save(update_fields=["state", "attempts", "leased_until"])
    publish(JobDue(job.pk), actor=SYSTEM, delay=LEASE)
    return Progress(job.pk, job.attempts)


def run(progress: Progress) -> None:
    """Do the work of a leased job, outside any transaction, and note what came of it."""
    with acting_as(SYSTEM):
        job = Job.objects.get(pk=progress.job_id)
    made, state = None, Job.State.DONE
    try:
        made = runner_of(job.kind)(job, progress)
    except Stopped:
        state = Job.State.CANCELED
    except Exception:
        logger.exception("job %s failed", job)
        state = Job.State.FAILED
    with acting_as(SYSTEM):
        ended = _end(job.pk, progress.attempt, state, made)
    if made and not ended:
        default_storage.delete(made.file)


def forget(job_id: int) -> None:
    """Delete a job with what it made."""
    job = Job.objects.filter(pk=job_id).first()
    if job is not None:
        if job.file:
            default_storage.delete(job.file)
        job.delete()


def _end(job_id: int, attempt: int, state: Job.State, made: Made | None = None) -> bool:
    """Whether the job was still this attempt's to end."""
    values = {"state": state, "finished_at": timezone.now()} | (
        {"file": made.file, "file_name": made.file_name} if made else {}
    )
    mine = Job.objects.filter(pk=job_id, attempts=attempt, finished_at=None)
    ended = mine.update(**values) == 1
    if ended:
        publish(JobKeptLongEnough(job_id), actor=SYSTEM, delay=KEPT)
    return ended
