from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.http import QueryDict
from openpyxl import load_workbook

from opportunities.exports import reading
from opportunities.exports.actions import ask_for_workbook
from opportunities.lists import list_of
from prm.core.actor import SYSTEM
from prm.core.jobs import work
from prm.core.jobs.models import Job
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene


def asked_by_pat(scene: Scene, query: str = "") -> Job:
    pat = scene.actor("pat")
    with acting_as(pat):
        asked = list_of("my", QueryDict(query), pat)
        return ask_for_workbook(asked, actor=pat, user_id=scene.users["pat"].pk, total=4)


def job(pk: int) -> Job:
    with acting_as(SYSTEM):
        return Job.objects.get(pk=pk)


def test_a_worker_makes_the_workbook(committed_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 2)
    for number in range(5):
        entered(committed_scene, "pat", name=f"Deal {number}", people=["bea"])
    entered(committed_scene, "olga", name="Not Pat's")
    asked = asked_by_pat(committed_scene, "sort=name")
    work_all()
    made = job(asked.pk)
    assert (made.state, made.done, made.total, made.attempts) == ("done", 5, 5, 1)
    with default_storage.open(made.file) as file:
        names = [row[1] for row in load_workbook(file).active.iter_rows(min_row=2, values_only=True)]  # type: ignore[union-attr]
    assert names == [f"Deal {number}" for number in range(5)]
    with acting_as(SYSTEM):
        work.forget(made.pk)
    assert not default_storage.exists(made.file)


def test_whoever_left_meanwhile_gets_nothing(committed_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_storage, "save", lambda *arguments: pytest.fail("something was made"))
    asked = asked_by_pat(committed_scene)
    with acting_as(SYSTEM):
        Person.objects.filter(pk=committed_scene.people["pat"].pk).update(active=False)
    work_all()
    assert (job(asked.pk).state, job(asked.pk).file) == ("failed", "")
