"""What a run has shown; tests hand it to the page as plain values in their reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fault's rounds, what they lost and doubled, and the slowest recovery in seconds."""

    fault: str
    rounds: int
    lost: int
    doubled: int
    slowest: float


@dataclass(frozen=True, slots=True)
class Swept:
    """How many generated cases of bad input were answered as they should be."""

    subject: str
    cases: int


@dataclass(frozen=True, slots=True)
class Walked:
    """A journey that passed over a running installation."""

    installation: str
    journey: str
