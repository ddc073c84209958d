"""Starting and stopping a job. What a kind of job does, `runners.py` knows; a worker runs it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.core.jobs.events import JobDue
from prm.core.jobs.models import Job
from prm.core.jobs.permissions import may_cancel
from prm.core.outbox.publish import publish

MOST_AT_ONCE = 3
UNENDED = (Job.State.WAITING, Job.State.RUNNING)


@transaction.atomic
def start_job(kind: str, parameters: dict[str, Any], *, actor: Actor) -> Job:
    """A job of the actor that a worker takes up.

    Raises PermissionDenied for the system, ValidationError while three of the actor's jobs are not ended.
    """
    if actor.person_id is None or actor.organization_id is None:
        raise PermissionDenied
    own = Job.objects.filter(organization_id=actor.organization_id, person_id=actor.person_id)
    if own.filter(state__in=UNENDED).count() >= MOST_AT_ONCE:
        raise ValidationError(_("Three of your jobs are running. Wait until one is done, or cancel one."))
    job = Job.objects.create(
        kind=kind, parameters=parameters, organization_id=actor.organization_id, person_id=actor.person_id
    )
    publish(JobDue(job.pk), actor=actor)
    return job


@transaction.atomic
def cancel_job(job: Job, *, actor: Actor) -> bool:
    """Ask a job to stop: at once while it waits, else at its next step. False where it has ended already.

    Raises PermissionDenied.
    """
    if not may_cancel(actor, job):
        raise PermissionDenied
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if waiting.update(state=Job.State.CANCELED, cancel_asked=True, finished_at=timezone.now()):
        return True
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True) == 1
