from collections.abc import Callable

import pytest

from prm.core.rls import acting_as
from prm.home.search.hits import Found
from prm.home.search.reading import Search, search_for
from tests.opportunities.scene import Scene

Find = Callable[[str, str], dict[str, list[str]]]


@pytest.fixture
def searched(scene: Scene) -> Callable[[str, str], Search]:
    """What somebody's search finds."""

    def search(who: str, text: str) -> Search:
        actor = scene.actor(who)
        with acting_as(actor):
            return search_for(text, actor)

    return search


@pytest.fixture
def find(searched: Callable[[str, str], Search]) -> Find:
    """The names that somebody's search finds, by kind."""

    def names(who: str, text: str) -> dict[str, list[str]]:
        return {found.name: of(found) for found in searched(who, text).kinds}

    return names


def of(found: Found) -> list[str]:
    return [hit.name for hit in found.hits]
