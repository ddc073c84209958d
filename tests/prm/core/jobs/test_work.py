"""A job runs once, is taken up again where its worker was killed, and stops where it is asked to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.jobs import runners, work
from prm.core.jobs.actions import cancel_job, start_job
from prm.core.jobs.models import Job
from prm.core.jobs.runners import Made, Progress, runs
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as

KIND = "tests.some"
SOMEBODY = Actor(role=Role.PARTNER_REP, side=Side.PARTNER, person_id=7, organization_id=1, organizations=(1,))
Does = Callable[[Job, Progress], None]


@pytest.fixture(autouse=True)
def nothing_left(transactional_db: None) -> Iterator[None]:
    yield
    default_storage.delete("made.txt")
    runners._runners.pop(KIND, None)


def started(does: Does = lambda job, progress: None) -> Job:
    """A job that makes a file after what it `does`."""

    @runs(KIND)
    def run(job: Job, progress: Progress) -> Made:
        does(job, progress)
        return Made(default_storage.save("made.txt", ContentFile(b"made")), "result.txt")

    with acting_as(SOMEBODY):
        return start_job(KIND, {}, actor=SOMEBODY)


def seen(job: Job) -> Job:
    with acting_as(SYSTEM):
        return Job.objects.get(pk=job.pk)


def change(job: Job, **values: object) -> None:
    with acting_as(SYSTEM):
        Job.objects.filter(pk=job.pk).update(**values)


def waiting() -> list[str]:
    with acting_as(SYSTEM):
        return sorted(OutboxEvent.objects.filter(state="new").values_list("event", flat=True))


def make_due() -> None:
    """As if the pauses of all events were over."""
    with acting_as(SYSTEM):
        OutboxEvent.objects.update(due_at=timezone.now())


def test_progress_is_seen_while_it_runs() -> None:
    told = []

    def count(job: Job, progress: Progress) -> None:
        for number in (1, 2):
            progress.report(number, 2)
            told.append((seen(job).state, seen(job).done, seen(job).total))

    job = started(count)
    work_all()
    assert told == [("running", 1, 2), ("running", 2, 2)]
    done = seen(job)
    assert (done.state, done.file, done.file_name, done.is_ended) == ("done", "made.txt", "result.txt", True)
    # It is looked at again once, and what it made is forgotten after a day.
    assert waiting() == ["JobDue", "JobKeptLongEnough"]
    make_due()
    work_all()
    with acting_as(SYSTEM):
        assert not Job.objects.exists()
    assert not default_storage.exists("made.txt")
    assert waiting() == []


def test_it_stops_where_it_is_asked_to() -> None:
    def cancel(job: Job, progress: Progress) -> None:
        progress.report(1, 9)
        with acting_as(SOMEBODY):
            cancel_job(job, actor=SOMEBODY)
        progress.report(2, 9)

    job = started(cancel)
    work_all()
    assert (seen(job).state, seen(job).done, seen(job).file) == ("canceled", 1, "")
    assert not default_storage.exists("made.txt")


def test_what_was_finished_in_spite_of_a_cancel_is_there() -> None:
    def cancel(job: Job, progress: Progress) -> None:
        with acting_as(SOMEBODY):
            cancel_job(job, actor=SOMEBODY)

    job = started(cancel)
    work_all()
    assert seen(job).state == "done"


def test_a_failure_is_noted() -> None:
    def fail(job: Job, progress: Progress) -> None:
        raise RuntimeError

    job = started(fail)
    work_all()
    assert (seen(job).state, seen(job).finished_at is not None) == ("failed", True)


def test_a_second_worker_leaves_a_leased_job_alone_and_takes_up_a_forgotten_one() -> None:
    job = started()
    with acting_as(SYSTEM):
        first = work.lease(job.pk)
        assert first is not None
        assert work.lease(job.pk) is None
    change(job, leased_until=timezone.now() - timedelta(seconds=1))
    with acting_as(SYSTEM):
        second = work.lease(job.pk)
        assert second is not None
    assert (first.attempt, second.attempt) == (1, 2)
    # The first one was not dead after all: what it made is thrown away, the second one's stays.
    work.run(first)
    assert (seen(job).state, default_storage.exists("made.txt")) == ("running", False)
    work.run(second)
    assert (seen(job).state, default_storage.exists(seen(job).file)) == ("done", True)


def test_a_job_that_kills_its_worker_is_given_up() -> None:
    job = started()
    change(job, attempts=work.MOST_ATTEMPTS, state="running", leased_until=timezone.now() - timedelta(seconds=1))
    work_all()
    assert seen(job).state == "failed"


def test_a_cancel_meets_a_worker_that_was_killed() -> None:
    job = started()
    change(job, attempts=1, state="running", leased_until=timezone.now() - timedelta(seconds=1), cancel_asked=True)
    work_all()
    assert seen(job).state == "canceled"


def test_canceled_before_it_began() -> None:
    job = started(lambda job, progress: pytest.fail("it ran"))
    with acting_as(SOMEBODY):
        cancel_job(job, actor=SOMEBODY)
    work_all()
    assert seen(job).state == "canceled"
