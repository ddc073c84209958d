"""Addresses of what a job made: signed, for one person and for five minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from prm.core.jobs.models import Job

SALT = "prm.core.jobs.downloads"
VALID = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Download:
    """A file in the storage and the name it is downloaded under."""

    file: str
    file_name: str


def signed(job: Job) -> str:
    """A token that stands for the job's file."""
    return signing.dumps([job.file, job.file_name, job.person_id], salt=SALT, compress=True)


def download_of(token: str, person_id: int | None) -> Download | None:
    """What a token stands for; None for one that is forged, expired or somebody else's."""
    try:
        file, file_name, owner = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.BadSignature:
        return None
    return Download(file, file_name) if owner == person_id else None
