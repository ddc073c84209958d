from __future__ import annotations

import pytest

from assignment.runs.permissions import may_list_runs, may_read_runs
from prm.core.actor import Actor, Role, Side


@pytest.mark.parametrize(
    ("role", "side", "reads", "lists", "lists_as_owner"),
    [
        (Role.ADMINISTRATOR, Side.BRAND_OWNER, True, True, True),
        (Role.CHANNEL_MANAGER, Side.BRAND_OWNER, True, False, True),
        (Role.SALES_AGENT, Side.BRAND_OWNER, True, False, True),
        (Role.PARTNER_MANAGER, Side.PARTNER, False, False, False),
    ],
)
def test_who_reads_runs(role: Role, side: Side, reads: bool, lists: bool, lists_as_owner: bool) -> None:
    actor = Actor(role=role, side=side)
    assert may_read_runs(actor) is reads
    assert may_list_runs(actor, []) is lists
    assert may_list_runs(actor, [1]) is lists_as_owner
