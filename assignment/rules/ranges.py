"""Ranges of rules that are tried together: what lies between them, and what two of them take in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from assignment import matching
from assignment.attributes import RANGES
from assignment.matching.patterns import number_of
from assignment.models import Criterion, Rule
from assignment.rulebook import UNREADABLE, pattern
from assignment.sentences import is_condition

# The smallest step between two values; what is closer together leaves no gap.
STEP = {Criterion.Attribute.AMOUNT: Fraction(1, 100)}
Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A rule's range of one attribute; None is an open end."""

    rule: Rule
    criterion: Criterion
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two neighbors among the ranges of one attribute; `low` to `high` is the gap between them, or what both take."""

    attribute: str
    first: Span
    second: Span
    is_gap: bool
    low: Fraction | None
    high: Fraction | None


def meetings(rules: list[Rule]) -> Iterator[Meeting]:
    """Gaps and overlaps of active rules that share group, sequence and all other conditions."""
    for (_group, _sequence, attribute, _rest), spans in _spans(rules).items():
        ordered = sorted(spans, key=lambda span: (span.low is not None, span.low or 0))
        for before, after in pairwise(ordered):
            if before.rule.pk != after.rule.pk and (met := _met(attribute, before, after)):
                yield met


def _met(attribute: str, before: Span, after: Span) -> Meeting | None:
    if before.high is None or after.low is None or after.low <= before.high:
        ends = [end for end in (before.high, after.high) if end is not None]
        return Meeting(attribute, before, after, False, after.low, min(ends) if ends else None)
    if after.low - before.high > STEP.get(Criterion.Attribute(attribute), Fraction(1)):
        return Meeting(attribute, before, after, True, before.high, after.low)
    return None


def _spans(rules: list[Rule]) -> dict[Place, list[Span]]:
    found: defaultdict[Place, list[Span]] = defaultdict(list)
    for rule in rules:
        conditions = [row for row in rule.criteria.all() if is_condition(row)]
        for row in conditions if rule.active else []:
            if row.attribute in RANGES and row.inclusion != Criterion.Inclusion.EXCLUDE:
                rest = frozenset(_said(other) for other in conditions if other is not row)
                place = (rule.group.pk, rule.sequence, row.attribute, rest)
                found[place] += [span for value in row.values.all() if (span := _span(rule, row, value.content))]
    return found


def _said(criterion: Criterion) -> str:
    contents = sorted(json.dumps(value.content, sort_keys=True) for value in criterion.values.all())
    return f"{criterion.attribute} {criterion.inclusion} {contents}"


def _span(rule: Rule, criterion: Criterion, content: Any) -> Span | None:
    """None for what is no range of numbers: a text or a postal code with letters."""
    try:
        found = pattern(content)
    except UNREADABLE:
        return None
    if not isinstance(found, matching.Range):
        return None
    ends = [None if end is None else number_of(end) for end in (found.low, found.high)]
    if any(number is None and end is not None for number, end in zip(ends, (found.low, found.high), strict=True)):
        return None
    low, high = (None if end is None else Fraction(end) for end in ends)
    return Span(rule, criterion, low, high)


def spelled(end: Fraction) -> Decimal:
    """An end of a range to be read."""
    return Decimal(end.numerator) / Decimal(end.denominator)
