from __future__ import annotations

import pytest

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, SYSTEM, Actor, Role, Side
from prm.directory.permissions import may_administer


@pytest.mark.parametrize("role", [*PARTNER_ROLES, *BRAND_OWNER_ROLES])
def test_administrators_alone_keep_the_directory(role: Role) -> None:
    side = Side.PARTNER if role in PARTNER_ROLES else Side.BRAND_OWNER
    assert may_administer(Actor(role=role, side=side)) is (role == Role.ADMINISTRATOR)


def test_so_do_set_up_and_imports() -> None:
    assert may_administer(SYSTEM)
