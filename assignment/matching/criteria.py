"""Criteria made ready for one version: each gives a verdict on the opportunity or on everybody at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from .expertise import NO_LEVEL, Levels, Scale, union
from .facts import Amount
from .inclusion import keep, keep_when_unstated, meet
from .patterns import Composite
from .people import People, Side
from .rules import Compare, Criterion, Required
from .view import View

MEMORY = 32


class Award(NamedTuple):
    """Points for these people. `place` is the listed value they come from, None for the criterion's own score."""

    bits: int
    points: int
    place: int | None = None
    level: int = NO_LEVEL


@dataclass(slots=True)
class Verdict:
    """Who stays, who meets the comparison, who has the attribute at all, and the points (over the denominator)."""

    keeps: int
    meeting: int
    present: int
    awards: tuple[Award, ...] = ()
    unstated: bool = False


OF_PARTNERS = frozenset({"partner_tier", "partner_type"})


def asks_for_partner(criterion: Criterion) -> bool:
    """Whether it is required always and compares what a direct deal never has."""
    parts = (value.pattern.parts for value in criterion.values if isinstance(value.pattern, Composite))
    names = [name for composite in parts for name, _ in composite] or [criterion.attribute]
    return criterion.required is Required.ALWAYS and not OF_PARTNERS.isdisjoint(names)


def exact_scores(criterion: Criterion, scale: Scale) -> Iterable[Fraction]:
    """Every score the criterion can give, for the rule's common denominator."""
    yield Fraction(criterion.score)
    for factor in scale.factors:
        yield Fraction(criterion.score) * factor
        yield from (Fraction(value.score) * factor for value in criterion.values)


class Comparison:
    """What the three kinds share: scores as integers over the rule's common denominator."""

    def __init__(self, criterion: Criterion, scale: Scale, denominator: int) -> None:
        self.criterion = criterion
        self.scale = scale
        self._denominator = denominator
        self.own = self._points(criterion.score, NO_LEVEL)

    def _points(self, score: Amount, level: int) -> int:
        return int(Fraction(score) * self.scale.factors[level] * self._denominator)

    def _value_awards(self, awarded: Iterable[tuple[int, int]], levels: list[Levels]) -> list[Award]:
        awards = []
        for place, bits in awarded:
            score = self.criterion.values[place].score
            awards += [
                Award(bits & some, self._points(score, level), place, level)
                for level, some in levels[place]
                if bits & some
            ]
        return awards


class ObjectComparison(Comparison):
    """Compare to Object: the opportunity is the only subject, bit 0."""

    def __init__(self, criterion: Criterion, scale: Scale, denominator: int) -> None:
        super().__init__(criterion, scale, denominator)
        self._unstated = Verdict(keep_when_unstated(criterion.required, 1), 0, 0, unstated=True)
        self._verdicts: dict[tuple[bool, ...], Verdict] = {}

    def judge(self, view: View) -> Verdict:
        attribute, values = self.criterion.attribute, self.criterion.values
        matched = tuple([view.matches(attribute, value.pattern) for value in values])
        if True not in matched and not any(view.has(attribute, value.pattern) for value in values):
            return self._unstated
        verdict = self._verdicts.get(matched)
        if verdict is None:
            if len(self._verdicts) >= MEMORY:
                self._verdicts.clear()
            verdict = self._verdicts[matched] = self._judge([int(matches) for matches in matched])
        return verdict

    def _judge(self, matched: list[int]) -> Verdict:
        criterion = self.criterion
        meeting, awarded = meet(criterion.inclusion, matched, 1)
        awards = [Award(meeting, self.own)] if meeting else []
        awards += self._value_awards(awarded, [[(NO_LEVEL, bits)] for bits in matched])
        return Verdict(keep(criterion.required, meeting, 1), meeting, 1, tuple(awards))


class ListedComparison(Comparison):
    """Compare to Person or Organization with listed values: the same for every opportunity, so judged once."""

    def __init__(self, criterion: Criterion, scale: Scale, denominator: int, side: Side, everybody: int) -> None:
        super().__init__(criterion, scale, denominator)
        attribute, values = criterion.attribute, criterion.values
        levels = [side.matching(attribute, v.pattern, scale.number(v.min_expertise)) for v in values]
        present = 0
        for value in values:
            present |= side.present(attribute, value.pattern)
        matched = [union(found) for found in levels]
        meeting, awarded = meet(criterion.inclusion, matched, present)
        awards = [Award(meeting, self.own), *self._value_awards(awarded, levels)]
        self._verdict = Verdict(keep(criterion.required, meeting, everybody), meeting, present, tuple(awards))

    def judge(self, view: View) -> Verdict:
        return self._verdict


class CarriedComparison(Comparison):
    """Compare Object to Person or Organization: the opportunity's values take the place of listed ones."""

    def __init__(self, criterion: Criterion, scale: Scale, denominator: int, side: Side, everybody: int) -> None:
        super().__init__(criterion, scale, denominator)
        self._side, self._everybody = side, everybody
        self._own_by_level = [self._points(criterion.score, level) for level in range(len(scale.names))]
        self._memory: dict[tuple[str, ...], Verdict] = {}

    def judge(self, view: View) -> Verdict:
        texts = view.texts(self.criterion.attribute)
        verdict = self._memory.get(texts)
        if verdict is None:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            verdict = self._memory[texts] = self._judge(texts)
        return verdict

    def matching(self, view: View, bit: int) -> list[tuple[str, int]]:
        """(value, level) of what this person carries of the opportunity's values, for the words."""
        attribute = self.criterion.attribute
        return [
            (text, level)
            for text in view.texts(attribute)
            for level, bits in self._side.carrying(attribute, text)
            if bits & bit
        ]

    def _judge(self, texts: tuple[str, ...]) -> Verdict:
        criterion, everybody = self.criterion, self._everybody
        if not texts:
            return Verdict(keep_when_unstated(criterion.required, everybody), 0, 0, unstated=True)
        present, meeting, levels = self._side.met(criterion.attribute, texts, criterion.inclusion)
        own = self._own_by_level
        awards = tuple([Award(bits, own[level], None, level) for level, bits in levels])
        return Verdict(keep(criterion.required, meeting, everybody), meeting, present, awards)


def person_comparison(
    criterion: Criterion, scale: Scale, denominator: int, people: People
) -> ListedComparison | CarriedComparison:
    """The comparison ready for everybody in `people`. Not for Compare to Object."""
    everybody = people.everybody
    match criterion.compare:
        case Compare.PERSON:
            return ListedComparison(criterion, scale, denominator, people.attributes, everybody)
        case Compare.ORGANIZATION:
            return ListedComparison(criterion, scale, denominator, people.organization, everybody)
        case Compare.OBJECT_TO_PERSON:
            return CarriedComparison(criterion, scale, denominator, people.skills, everybody)
        case Compare.OBJECT_TO_ORGANIZATION:
            return CarriedComparison(criterion, scale, denominator, people.organization, everybody)
    raise ValueError(f"{criterion.id} compares the opportunity alone")
