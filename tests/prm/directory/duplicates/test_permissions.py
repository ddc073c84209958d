from __future__ import annotations

import pytest

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Actor, Role, Side
from prm.directory.duplicates.permissions import may_judge_pairs, may_read_pairs


@pytest.mark.parametrize("role", [*PARTNER_ROLES, *BRAND_OWNER_ROLES])
def test_the_brand_owner_reads_and_its_keepers_judge(role: Role) -> None:
    side = Side.PARTNER if role in PARTNER_ROLES else Side.BRAND_OWNER
    actor = Actor(role=role, side=side)
    assert may_read_pairs(actor) == (role in BRAND_OWNER_ROLES)
    assert may_judge_pairs(actor) == (role in BRAND_OWNER_ROLES and role != Role.CHANNEL_EXECUTIVE)
