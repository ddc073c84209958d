from __future__ import annotations

import pytest

from assignment.unassigned.permissions import may_read_unassigned
from prm.core.actor import Actor, Role, Side


@pytest.mark.parametrize(
    ("role", "side", "reads", "reads_as_owner"),
    [
        (Role.ADMINISTRATOR, Side.BRAND_OWNER, True, True),
        (Role.CHANNEL_MANAGER, Side.BRAND_OWNER, True, True),
        (Role.SALES_AGENT, Side.BRAND_OWNER, False, True),
        (Role.CHANNEL_EXECUTIVE, Side.BRAND_OWNER, False, True),
        (Role.PARTNER_MANAGER, Side.PARTNER, False, False),
    ],
)
def test_who_looks_after_them(role: Role, side: Side, reads: bool, reads_as_owner: bool) -> None:
    actor = Actor(role=role, side=side)
    assert may_read_unassigned(actor, []) is reads
    assert may_read_unassigned(actor, [1]) is reads_as_owner
