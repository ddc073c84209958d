"""How much an open opportunity counts in somebody's load: by its amount or its stage, 1 where nothing else is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm

from .facts import Amount

SEPARATOR = "#"


class WeightedBy(StrEnum):
    AMOUNT = "amount"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Weight:
    """What an opportunity of this stage, or from `low` to `high` (both included, None is open), counts."""

    counts: Amount
    stage: str = ""
    low: Amount | None = None
    high: Amount | None = None

    def fits(self, amount: Amount | Decimal, stage: str) -> bool:
        if self.stage:
            return self.stage == stage
        return (self.low is None or self.low <= amount) and (self.high is None or amount <= self.high)


@dataclass(frozen=True)
class Weighing:
    """Weights in their order, of which the first that fits decides. Amounts are in the company currency."""

    by: WeightedBy
    weights: tuple[Weight, ...]

    def weight_of(self, amount: Amount | Decimal, stage: str) -> Amount:
        """What one opportunity counts."""
        return next((weight.counts for weight in self.weights if weight.fits(amount, stage)), 1)

    @cached_property
    def code(self) -> str:
        """The same text for two that weigh alike, so that they are counted once."""
        told = (f"{one.stage or f'{_end(one.low)}:{_end(one.high)}'}={one.counts}" for one in self.weights)
        return f"{self.by} {' '.join(told)}"

    @property
    def denominator(self) -> int:
        """Every load is a whole number over this."""
        return lcm(*(Fraction(weight.counts).denominator for weight in self.weights))


def load_key(name: str, weighing: Weighing | None) -> str:
    """What a load is kept under."""
    return name if weighing is None else f"{name}{SEPARATOR}{weighing.code}"


def load_in(load: Mapping[str, Amount], key: str) -> Amount:
    """The load of that kind; where nobody weighed it, as in a case file, what is said of the plain one. 0 without."""
    found = load.get(key)
    return load.get(key.partition(SEPARATOR)[0], 0) if found is None else found


def _end(end: Amount | None) -> str:
    return "" if end is None else str(end)
