from __future__ import annotations

from assignment.versions.permissions import may_publish
from prm.core.actor import SYSTEM
from tests.cast import World


def test_administrators_and_the_system_publish(world: World) -> None:
    allowed = {name for name in world.people if may_publish(world.actor(name))}
    assert allowed == {"ada"}
    assert may_publish(SYSTEM)
