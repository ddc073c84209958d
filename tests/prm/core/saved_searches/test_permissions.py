from types import SimpleNamespace

import pytest

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.saved_searches.permissions import may_change

OURS, THEIRS = 1, 2


@pytest.mark.parametrize(
    ("role", "person", "company", "shared", "may"),
    [
        (Role.PARTNER_REP, 7, OURS, False, True),
        (Role.PARTNER_REP, 8, OURS, True, False),
        (Role.PARTNER_MANAGER, 8, OURS, True, True),
        (Role.PARTNER_MANAGER, 8, OURS, False, False),
        (Role.PARTNER_MANAGER, 8, THEIRS, True, False),
        (Role.ADMINISTRATOR, 8, OURS, True, True),
        (Role.ADMINISTRATOR, 8, THEIRS, True, False),
    ],
)
def test_who_may_change_a_search(role: Role, person: int, company: int, shared: bool, may: bool) -> None:
    actor = Actor(role=role, side=Side.PARTNER, person_id=7, organization_id=OURS)
    search = SimpleNamespace(person_id=person, organization_id=company, shared=shared)
    assert may_change(actor, search) is may
    assert may_change(SYSTEM, search)
