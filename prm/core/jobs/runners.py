"""What each kind of job does. An app registers a function for its kind; the job calls it with its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.jobs.models import Job
from prm.core.rls import acting_as

LEASE = timedelta(seconds=60)


class Stopped(Exception):
    """The job was canceled, or another worker has taken it up meanwhile."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a job leaves behind: a file's name in the storage, and the name under which it is downloaded."""

    file: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How a running job says how far it is; each report also keeps others from taking it up."""

    job_id: int
    attempt: int

    def report(self, done: int, total: int) -> None:
        """Must be called outside a transaction, at least every 60 seconds. Raises Stopped where the job is to end."""
        values = {"done": done, "total": total, "leased_until": timezone.now() + LEASE}
        running = Job.objects.filter(pk=self.job_id, state=Job.State.RUNNING, attempts=self.attempt, cancel_asked=False)
        with acting_as(SYSTEM):
            if running.update(**values) != 1:
                raise Stopped


Runner = Callable[[Job, Progress], Made]
_runners: dict[str, Runner] = {}


def runs(kind: str) -> Callable[[Runner], Runner]:
    """Register a function for a kind of job. It opens `acting_as` itself, chunk by chunk, so that progress shows."""

    def register(runner: Runner) -> Runner:
        _runners[kind] = runner
        return runner

    return register


def runner_of(kind: str) -> Runner:
    """Raises KeyError for a kind that the code no longer knows."""
    return _runners[kind]
