"""Who may stop a job and have what it made: whoever started it."""

from __future__ import annotations

from typing import Protocol

from prm.core.actor import Actor


class Started(Protocol):
    """A job."""

    person_id: int


def may_cancel(actor: Actor, job: Started) -> bool:
    return actor.is_system or job.person_id == actor.person_id


def may_download(actor: Actor, job: Started) -> bool:
    return job.person_id == actor.person_id
