"""What a search finds of one kind."""

from __future__ import annotations

from dataclasses import dataclass

# Shown of each kind.
MOST = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One record: where it opens, its name, what tells it from others of that name, and a word at the edge.

    `marked` is a second name by which it may have been found.
    """

    url: str
    name: str
    about: str = ""
    note: str = ""
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A list that shows all that match."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits of a kind; `count` is 1,001 where more than 1,000 match. `links` where not all are shown."""

    name: str
    title: str
    icon: str
    hits: tuple[Hit, ...]
    count: int
    links: tuple[Link, ...] = ()

    @property
    def rest(self) -> int:
        """How many match that are not shown."""
        return self.count - len(self.hits)
