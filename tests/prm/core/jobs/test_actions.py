from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from prm.core.actor import SYSTEM
from prm.core.jobs.actions import cancel_job, start_job
from prm.core.jobs.models import Job
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


def test_a_job_waits_for_a_worker(scene: Scene) -> None:
    pat = scene.actor("pat")
    with acting_as(pat):
        job = start_job("some", {"of": 1}, actor=pat)
        assert (job.state, job.is_ended, job.person_id) == ("waiting", False, pat.person_id)
        event = OutboxEvent.objects.get()
    assert (event.event, event.payload) == ("JobDue", {"job_id": job.pk})
    other = scene.actor("pia")
    with acting_as(other):
        assert not Job.objects.visible_to(other).exists()


def test_three_at_once(scene: Scene) -> None:
    pat, pia = scene.actor("pat"), scene.actor("pia")
    with acting_as(pat):
        jobs = [start_job("some", {}, actor=pat) for _ in range(3)]
        with pytest.raises(ValidationError, match="Three of your jobs"):
            start_job("some", {}, actor=pat)
        assert cancel_job(jobs[0], actor=pat)
        start_job("some", {}, actor=pat)
    with acting_as(pia):
        start_job("some", {}, actor=pia)


def test_canceling(scene: Scene) -> None:
    pat, pia = scene.actor("pat"), scene.actor("pia")
    with acting_as(pat):
        waiting, running = start_job("some", {}, actor=pat), start_job("some", {}, actor=pat)
    with acting_as(SYSTEM):
        Job.objects.filter(pk=running.pk).update(state=Job.State.RUNNING)
    with acting_as(pia), pytest.raises(PermissionDenied):
        cancel_job(waiting, actor=pia)
    with acting_as(pat):
        assert cancel_job(waiting, actor=pat)
        assert not cancel_job(waiting, actor=pat)
        assert cancel_job(running, actor=pat)
        for job in (waiting, running):
            job.refresh_from_db()
    assert (waiting.state, waiting.is_ended) == ("canceled", True)
    assert (running.state, running.cancel_asked, running.is_ended) == ("running", True, False)
