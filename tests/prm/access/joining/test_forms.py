from __future__ import annotations

import pytest

from prm.access.joining.forms import AcceptForm
from prm.access.joining.links import invited_by_link
from tests.cast import World
from tests.prm.access.joining.test_actions import link

GOOD = "kestrel flies over lakes"


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (GOOD, GOOD, ""),
        (GOOD, GOOD.title(), "password2"),
        ("123456789012345", "123456789012345", "password1"),
        ("password1234", "password1234", "password1"),
        ("nia@cardinal.example", "nia@cardinal.example", "password1"),
        ("x" * 1001, "x" * 1001, "password1"),
    ],
)
def test_password_is_checked_as_everywhere(world: World, first: str, second: str, field: str) -> None:
    invited = invited_by_link(link(world.cardinal))
    assert invited is not None
    form = AcceptForm({"name": "Nia", "password1": first, "password2": second}, invited=invited)
    assert field in form.errors if field else not form.errors
