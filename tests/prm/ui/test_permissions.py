import pytest

from prm.core.actor import Actor, Role, Side
from prm.ui.permissions import may_see_gallery


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_see_the_gallery(role: Role) -> None:
    assert may_see_gallery(Actor(role, Side.BRAND_OWNER)) is (role is Role.ADMINISTRATOR)


def test_nobody_is_nobody() -> None:
    assert may_see_gallery(None) is False
