from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import World, make_world

__all__ = ["World", "module_world", "shared_world", "world"]

# With these a module has other rows than the world's, or commits its own.
OTHERS = {"module_scene", "committed_scene", "transactional_db", "spare_database"}


@pytest.fixture(scope="module")
def module_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once a module, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def shared_world(request: pytest.FixtureRequest) -> World | None:
    """The module's world, before any test opens a transaction of its own; None where each test makes one."""
    items = [item for item in request.session.items if item.module is request.module]  # type: ignore[attr-defined]
    if not any("world" in getattr(item, "fixturenames", ()) for item in items) or not all(map(_shares, items)):
        return None
    shared: World = request.getfixturevalue("module_world")
    return shared


@pytest.fixture
def world(shared_world: World | None, db: None) -> World:
    """The cast and what they work with, for the test alone; committed in tests that commit.

    It takes 0.15 s to make, so where every test of a module that has a database has a world, they share the making:
    each gets a copy, and the database undoes what it did.
    """
    return make_world() if shared_world is None else deepcopy(shared_world)


def _shares(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    asked = item.get_closest_marker("django_db")
    if names & OTHERS or (asked and asked.kwargs.get("transaction")):
        return False
    return "world" in names or (asked is None and "db" not in names)
