"""What a stored reason of the assignment looks like in words. The app that stores them registers how to say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from prm.core.actor import Actor


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of a score: `points` of at most `most`, rounded for reading; `why` in a few words."""

    label: str
    points: float
    most: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody joined, or why nobody did.

    `sentence` is what decided, `further` what else there is to say, `others` the rest by outcome, nobody's name among
    them. `rows`, `total` and `passing` are the score line by line, empty where no scores were compared.
    """

    sentence: str
    further: str = ""
    others: str = ""
    other_count: int = 0
    rows: tuple[ScoreRow, ...] = ()
    total: str = ""
    passing: str = ""

    @property
    def text(self) -> str:
        """All sentences in one, for a notice or a list."""
        return " ".join(filter(None, [self.sentence, self.further, self.others]))


Explain = Callable[[Mapping[str, Any], str, Actor], Why]
_explain: list[Explain] = []


def explained_by(explain: Explain) -> Explain:
    """Register the one function that turns a stored reason into words: (reason, name of the person, reader)."""
    _explain[:] = [explain]
    return explain


def why(reason: Mapping[str, Any], name: str, actor: Actor) -> Why:
    """The reason in the reader's language, as far as their company may know it."""
    return _explain[0](reason, name, actor)
