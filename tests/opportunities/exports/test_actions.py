import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from opportunities.exports.actions import MOST_ROWS, ask_for_workbook
from opportunities.lists import list_of
from prm.core.jobs.models import Job
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene


@pytest.mark.parametrize(("total", "jobs"), [(MOST_ROWS, 1), (MOST_ROWS + 1, 0)])
def test_a_list_longer_than_a_workbook_is_refused(scene: Scene, total: int, jobs: int) -> None:
    pat = scene.actor("pat")
    with acting_as(pat):
        asked = list_of("my", QueryDict("sort=name&cursor=x"), pat)
        if not jobs:
            with pytest.raises(ValidationError, match="A workbook holds a million rows"):
                ask_for_workbook(asked, actor=pat, user_id=1, total=total)
        else:
            job = ask_for_workbook(asked, actor=pat, user_id=1, total=total)
            assert (job.person_id, job.parameters["list"], job.parameters["total"]) == (pat.person_id, "my", total)
        assert Job.objects.visible_to(pat).count() == jobs
