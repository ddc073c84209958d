"""Saved searches and exports in what is handed out and forgotten; the rest is tried where people are erased."""

from __future__ import annotations

from opportunities.personal_data import erase_searches_and_exports, export_searches
from prm.core.actor import SYSTEM
from prm.core.jobs.actions import start_job
from prm.core.jobs.models import Job
from prm.core.personal_data import Subject
from prm.core.rls import acting_as
from prm.core.saved_searches.actions import save_search
from prm.core.saved_searches.models import SavedSearch
from tests.opportunities.scene import Scene


def test_what_somebody_kept_for_themselves(scene: Scene) -> None:
    for who in ("pat", "pia"):
        actor = scene.actor(who)
        with acting_as(actor):
            for name, shared in (("Own", False), ("Ours", True)):
                save_search(actor=actor, list_name="some", name=name, query="stage=won", shared=shared)
            start_job("some", {}, actor=actor)
    pat = scene.people["pat"]
    subject = Subject(pat.pk, pat.key, pat.name)
    with acting_as(SYSTEM):
        assert [(found["name"], found["shared"]) for found in export_searches(subject)] == [
            ("Own", False),
            ("Ours", True),
        ]
        erase_searches_and_exports(subject)
        erase_searches_and_exports(subject)
        assert [found["name"] for found in export_searches(subject)] == ["Ours"]
        assert set(Job.objects.values_list("person_id", flat=True)) == {scene.people["pia"].pk}
        assert SavedSearch.objects.count() == 3
