from types import SimpleNamespace

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.jobs.permissions import may_cancel, may_download


def test_a_job_is_for_whoever_started_it() -> None:
    job = SimpleNamespace(person_id=7)
    own, other = (Actor(role=Role.ADMINISTRATOR, side=Side.BRAND_OWNER, person_id=person) for person in (7, 8))
    assert [may_cancel(actor, job) for actor in (own, other, SYSTEM)] == [True, False, True]
    assert [may_download(actor, job) for actor in (own, other, SYSTEM)] == [True, False, False]
