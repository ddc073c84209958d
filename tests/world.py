from __future__ import annotations

import pytest

from tests.cast import World, build

__all__ = ["World", "world"]


@pytest.fixture
def world(db: None) -> World:
    """The cast and what they work with, made anew for the test."""
    return build()
