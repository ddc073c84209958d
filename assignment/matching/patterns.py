"""Listed values as patterns: a text, a text ending in `*`, a range, or several of them that must hold together."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

Fact = str | int | Decimal | Fraction | date
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")


def text_of(fact: Fact) -> str:
    """The one spelling by which facts are compared for equality (`1000`, `1000.0` and `"1000"` are the same)."""
    if isinstance(fact, str):
        return fact
    if isinstance(fact, bool):
        return "true" if fact else "false"
    if isinstance(fact, datetime | date):
        return fact.isoformat()
    if isinstance(fact, float):
        raise TypeError("a float is not exact: give an int, Decimal or Fraction")
    exact = Fraction(fact)
    if exact.denominator == 1:
        return str(exact.numerator)
    return format(fact.normalize(), "f") if isinstance(fact, Decimal) else str(exact)


def number_of(fact: Fact) -> int | Fraction | None:
    """The fact as an exact number, or None; a text of digits (a postal code) counts as one."""
    if isinstance(fact, str):
        if fact.isascii() and fact.isdigit():
            return int(fact)
        return Fraction(fact) if NUMBER.fullmatch(fact) else None
    if isinstance(fact, bool | date):
        return None
    if isinstance(fact, int):
        return fact
    return Fraction(fact)


def _not_above(low: Fact, high: Fact) -> bool:
    left, right = number_of(low), number_of(high)
    if left is not None and right is not None:
        return left <= right
    return text_of(low) <= text_of(high)


@dataclass(frozen=True, slots=True)
class Text:
    """Exactly this text."""

    text: str

    def matches(self, fact: Fact) -> bool:
        return text_of(fact) == self.text

    def label(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any text that begins so, with any ending or none."""

    start: str

    def matches(self, fact: Fact) -> bool:
        return text_of(fact).startswith(self.start)

    def label(self) -> str:
        return f"{self.start}*"


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None leaves that end open. Numbers as numbers, the rest by code point."""

    low: Fact | None = None
    high: Fact | None = None

    def matches(self, fact: Fact) -> bool:
        if self.low is not None and not _not_above(self.low, fact):
            return False
        return self.high is None or _not_above(fact, self.high)

    def label(self) -> str:
        low = "" if self.low is None else text_of(self.low)
        high = "" if self.high is None else text_of(self.high)
        return f"{low}–{high}"


Simple = Text | Prefix | Range


@dataclass(frozen=True, slots=True)
class Composite:
    """Several attributes that must match as a whole."""

    parts: tuple[tuple[str, Simple], ...]

    def label(self) -> str:
        return " + ".join(part.label() for _, part in self.parts)


Pattern = Text | Prefix | Range | Composite


def pattern_of(fact: Fact) -> Text | Prefix:
    """The pattern for one listed value as an administrator writes it: a trailing `*` matches any ending."""
    text = text_of(fact)
    return Prefix(text[:-1]) if text.endswith("*") else Text(text)
