from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import load_workbook

from opportunities.exports import views
from prm.core.actor import SYSTEM
from prm.core.jobs import downloads
from prm.core.jobs.models import Job
from prm.core.rls import acting_as
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

CSV, WORKBOOK = "/opportunities/export/my/csv/", "/opportunities/export/my/workbook/"


def job_of(scene: Scene, name: str) -> Job:
    """A finished workbook."""
    person = scene.people[name]
    with acting_as(SYSTEM):
        return Job.objects.create(
            kind="opportunities.workbook",
            organization_id=person.organization_id,
            person_id=person.pk,
            parameters={"list": "my", "query": "stage=won"},
            state=Job.State.DONE,
            finished_at=timezone.now(),
            done=7,
            total=7,
            file=default_storage.save("exports/made.xlsx", ContentFile(b"workbook")),
            file_name="opportunities-my.xlsx",
        )


def test_csv_is_streamed(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3")
    entered(scene, "pat", name="Over", stage="won")
    answer = scene.client("pat").get(f"{CSV}?stage=won")
    assert answer.streaming
    text = answer.getvalue().decode("utf-8-sig")
    assert [line.split(",")[1] for line in text.splitlines()] == ["Opportunity", "Over"]
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="opportunities-my-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_short_list_is_a_workbook_at_once(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3")
    answer = scene.client("pat").get(WORKBOOK)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert (sheet.max_row, sheet["B2"].value) == (2, "Line 3")


def test_a_long_list_becomes_a_job(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1)
    for _ in range(2):
        entered(scene, "pat")
    client = scene.client("pat")
    page = client.get(f"{WORKBOOK}?sort=name")
    assert "Make the workbook" in page.content.decode()
    with acting_as(SYSTEM):
        assert not Job.objects.exists()
    answer = client.post(f"{WORKBOOK}?sort=name")
    with acting_as(SYSTEM):
        job = Job.objects.get()
    assert answer.headers["Location"] == f"/opportunities/export/job/{job.key}/"
    assert job.parameters | {"user_id": 0} == {
        "user_id": 0, "list": "my", "query": "sort=name", "total": 2, "language": "en",
    }  # fmt: skip
    waiting = client.get(answer.headers["Location"]).content.decode()
    assert "Waiting to begin." in waiting
    assert "Cancel export" in waiting
    assert client.post(f"{answer.headers['Location']}cancel/").status_code == 302
    assert "The export was canceled." in client.get(answer.headers["Location"]).content.decode()


def test_too_many_jobs_are_refused_in_words(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 0)
    entered(scene, "pat")
    client = scene.client("pat")
    assert [client.post(WORKBOOK).status_code for _ in range(4)] == [302, 302, 302, 422]
    assert "Three of your jobs are running." in client.post(WORKBOOK).content.decode()


def test_progress_is_told_in_parts(scene: Scene) -> None:
    job = job_of(scene, "pat")
    with acting_as(SYSTEM):
        Job.objects.update(state=Job.State.RUNNING, finished_at=None, done=2000, total=6000)
    client, address = scene.client("pat"), f"/opportunities/export/job/{job.key}/"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "2,000 of 6,000 rows." in part
    assert "<main" not in part
    with acting_as(SYSTEM):
        Job.objects.update(state=Job.State.FAILED, finished_at=timezone.now())
    assert "could not be made" in client.get(address).content.decode()


def test_a_download_is_signed_short_lived_and_ones_own(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_of(scene, "pat")
    client = scene.client("pat")
    assert "The workbook is ready: 7 rows." in client.get(f"/opportunities/export/job/{job.key}/").content.decode()
    signed = client.get(f"/opportunities/export/job/{job.key}/download/").headers["Location"]
    answer = client.get(signed)
    assert answer.getvalue() == b"workbook"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="opportunities-my.xlsx"'
    for other in ("pam", "olga", "ada"):
        assert scene.client(other).get(signed).status_code == 404
        assert scene.client(other).get(f"/opportunities/export/job/{job.key}/download/").status_code == 404
    monkeypatch.setattr(downloads, "VALID", 0)
    assert client.get(signed).status_code == 404
    monkeypatch.undo()
    default_storage.delete(job.file)
    assert client.get(signed).status_code == 404
