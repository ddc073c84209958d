from __future__ import annotations

import pytest

from prm.directory.people.permissions import may_change_activity, may_move
from tests.cast import World

# Who → whom they may deactivate; the administrator moves the same.
MAY = {
    "pam": {"pat"},
    "pat": set(),
    "olga": set(),
    "bea": set(),
    "eve": set(),
    "abe": set(),
    "ada": {"pam", "pat", "olga", "bea", "eve", "abe"},
}


@pytest.mark.parametrize("who", MAY)
def test_who_may_change_whom(world: World, who: str) -> None:
    actor = world.actor(who)
    assert {name for name, person in world.people.items() if may_change_activity(actor, person)} == MAY[who]
    moved = {name for name, person in world.people.items() if may_move(actor, person)}
    assert moved == (MAY[who] if who == "ada" else set())
