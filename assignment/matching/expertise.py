"""Levels of expertise: rank decides whether a minimum is reached, the factor what a match is worth."""

from collections.abc import Iterable
from fractions import Fraction

from .rules import Expertise

NO_LEVEL = 0

Levels = list[tuple[int, int]]
"""People by level: (level, bits), the best level first, nobody twice."""


class Scale:
    """The levels numbered 1 … n by rank; 0 is a match without a level, whose factor is 1."""

    def __init__(self, expertise: Expertise) -> None:
        self.names: list[str | None] = [None, *(name for name, _ in expertise.levels)]
        self.factors: list[Fraction] = [Fraction(1), *(Fraction(factor) for _, factor in expertise.levels)]
        self._numbers = {name: number for number, name in enumerate(self.names)}
        self.best_first = sorted(range(len(self.names)), key=lambda number: (-self.factors[number], -number))

    def number(self, name: str | None) -> int:
        """Raises KeyError for a level that the version doesn't know."""
        return self._numbers[name]

    def best(self, levels: Iterable[tuple[int, int]]) -> Levels:
        """Everybody at the matching level with the highest factor, of equal factors the higher rank."""
        found: dict[int, int] = {}
        for level, bits in levels:
            found[level] = found.get(level, 0) | bits
        taken, result = 0, []
        for level in self.best_first if len(found) > 1 else found:
            bits = found.get(level, 0) & ~taken
            if bits:
                result.append((level, bits))
                taken |= bits
        return result

    def weaker(self, one: int, other: int) -> int:
        """The level at which a composite match counts: its weakest part that has a level."""
        if NO_LEVEL in (one, other):
            return max(one, other)
        return max(one, other, key=self.best_first.index)


def union(levels: Levels) -> int:
    """Everybody at any level."""
    everybody = 0
    for _, bits in levels:
        everybody |= bits
    return everybody
