from __future__ import annotations

import pytest

from prm.access.invitations.permissions import open_to, roles_at
from prm.core.rls import acting_as
from prm.directory.people.permissions import may_invite_to
from tests.cast import World

# Who → the companies they invite to.
MAY = {
    "pam": {"Cardinal Systems"},
    "bea": {"Cardinal Systems"},
    # Bea reports to Eve, but an executive invites nobody.
    "eve": set(),
    "ada": {"Gantry", "Cardinal Systems", "Harborline"},
    "pat": set(),
    "abe": set(),
    "olga": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_who_invites_where(world: World, who: str) -> None:
    actor = world.actor(who)
    with acting_as(actor):
        assert {row.name for row in open_to(actor)} == MAY[who]
    companies = (world.gantry, world.cardinal, world.harborline)
    assert {row.name for row in companies if may_invite_to(actor, row)} == MAY[who]


def test_roles_by_side(world: World) -> None:
    assert set(roles_at(world.cardinal)) == {"partner_rep", "partner_manager"}
    assert set(roles_at(world.gantry)) == {"sales_agent", "channel_manager", "channel_executive", "administrator"}
