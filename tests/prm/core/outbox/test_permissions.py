from __future__ import annotations

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.outbox.permissions import may_retry


def test_administrators_and_the_system_look_after_events() -> None:
    assert may_retry(SYSTEM)
    allowed = {role for role in Role if may_retry(Actor(role=role, side=Side.BRAND_OWNER))}
    assert allowed == {Role.ADMINISTRATOR, Role.SYSTEM}
