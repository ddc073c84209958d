from __future__ import annotations

import pytest

from tests.cast import World, make_world

__all__ = ["World", "world"]


@pytest.fixture
def world(db: None) -> World:
    """The cast and what they work with, made anew for the test; committed in tests that commit."""
    return make_world()
