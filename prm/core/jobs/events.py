"""What happens to jobs."""

from __future__ import annotations

from dataclasses import dataclass

from prm.core.outbox.events import Event


@dataclass(frozen=True, slots=True)
class JobDue(Event):
    """A job waits to be run, or its worker may have been killed."""

    job_id: int


@dataclass(frozen=True, slots=True)
class JobKeptLongEnough(Event):
    """What a job made was there to be downloaded for a day."""

    job_id: int
