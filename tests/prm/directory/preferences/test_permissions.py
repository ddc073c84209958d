from __future__ import annotations

import pytest

from prm.directory.preferences.permissions import may_save_preferences
from tests.cast import World


@pytest.mark.parametrize("who", ["pat", "pam", "abe", "bea", "eve", "ada", "olga"])
def test_everybody_saves_their_own_and_nobody_elses(world: World, who: str) -> None:
    actor = world.actor(who)
    assert {name for name, person in world.people.items() if may_save_preferences(actor, person)} == {who}
