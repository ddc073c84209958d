from __future__ import annotations

from django.http import QueryDict

from assignment.runs.filters import RunFilter
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


def test_what_the_buttons_say(scene: Scene) -> None:
    ada = scene.actor("ada")
    with acting_as(ada):
        asked = RunFilter(QueryDict("outcome=skipped&outcome=unassigned&day=2026-01-02"), actor=ada)
        assert asked.outcome_words == "a group found nobody, not run: closed or locked"
        assert asked.typed == {"search": "", "day": "2026-01-02", "opportunity": ""}
        assert asked.is_changed
        assert not RunFilter(QueryDict("cursor=x"), actor=ada).is_changed
