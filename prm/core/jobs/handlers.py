"""Jobs are taken up and forgotten through the outbox."""

from __future__ import annotations

from django.db import transaction

from prm.core.jobs import work
from prm.core.jobs.events import JobDue, JobKeptLongEnough
from prm.core.outbox.events import handles


@handles(JobDue)
def run_job(event: JobDue, outbox_id: int) -> None:
    """Lease the job with the claim of the event and run it when both are committed, so that its progress shows."""
    progress = work.lease(event.job_id)
    if progress is not None:
        transaction.on_commit(lambda: work.run(progress), robust=True)


@handles(JobKeptLongEnough)
def forget_job(event: JobKeptLongEnough, outbox_id: int) -> None:
    work.forget(event.job_id)
