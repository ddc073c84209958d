"""One line of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """The figure, the limit measured in the same run, and what is to be reached."""

    work: str
    figure: float
    unit: str
    limit: float | None = None
    to_reach: str = ""
