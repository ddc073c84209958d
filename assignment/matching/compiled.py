"""One rule made ready: scores as integers over a common denominator, comparisons over everybody at once."""

from datetime import datetime
from fractions import Fraction
from functools import cached_property
from math import lcm

from .criteria import (
    CarriedComparison,
    ListedComparison,
    ObjectComparison,
    asks_for_partner,
    exact_scores,
    person_comparison,
)
from .expertise import Scale
from .facts import Amount
from .people import People
from .rules import Compare, Rule, RuleGroup, Source, WorkloadRule, holds_at
from .weighing import load_key

DEFAULT_RESPONSE_HOURS = 7 * 24
Share = tuple[int, int]
"""(bits, points): these people's own score in the rule's list."""


class CompiledWorkload:
    """`full − load × step` is the exact score over the denominator for a load up to the maximum."""

    def __init__(self, workload: WorkloadRule, denominator: int) -> None:
        self.workload = workload
        self.key = load_key(workload.name, workload.weighing)
        self.full = int(Fraction(workload.score) * denominator)
        self.step = int(Fraction(workload.score) * denominator / Fraction(workload.maximum))

    def points(self, load: Amount) -> Amount:
        """The score for this load, 0 above the maximum."""
        return whole(self.full - load * self.step) if load <= self.workload.maximum else 0


def whole(amount: Amount) -> Amount:
    """The same as an int, where it is one."""
    return amount if isinstance(amount, int) or amount.denominator != 1 else amount.numerator


class CompiledRule:
    """A rule with everything that doesn't depend on the opportunity worked out when first needed."""

    def __init__(self, rule: Rule, group: RuleGroup, people: People, scale: Scale) -> None:
        self.rule = rule
        self.group = group
        self._people = people
        self._scale = scale

    @cached_property
    def denominator(self) -> int:
        """The least common one of all scores the rule can give; with a load that nobody weighs here, as a case file
        may have one, a total stays an exact fraction."""
        rule = self.rule
        exact = [Fraction(rule.score), Fraction(rule.passing_score)]
        exact += [Fraction(listed.score) for listed in rule.listed]
        exact += [score for criterion in rule.criteria for score in exact_scores(criterion, self._scale)]
        for workload in rule.workload:
            parts = workload.weighing.denominator if workload.weighing else 1
            exact += [Fraction(workload.score), Fraction(workload.score) / Fraction(workload.maximum) / parts]
        return lcm(*(score.denominator for score in exact))

    @cached_property
    def score(self) -> int:
        return int(Fraction(self.rule.score) * self.denominator)

    @cached_property
    def passing_score(self) -> int:
        return int(Fraction(self.rule.passing_score) * self.denominator)

    @cached_property
    def object_comparisons(self) -> tuple[ObjectComparison, ...]:
        found = (criterion for criterion in self.rule.criteria if criterion.compare is Compare.OBJECT)
        return tuple(ObjectComparison(criterion, self._scale, self.denominator) for criterion in found)

    @cached_property
    def person_comparisons(self) -> tuple[ListedComparison | CarriedComparison, ...]:
        found = (criterion for criterion in self.rule.criteria if criterion.compare is not Compare.OBJECT)
        return tuple(person_comparison(one, self._scale, self.denominator, self._people) for one in found)

    @cached_property
    def workloads(self) -> tuple[CompiledWorkload, ...]:
        return tuple(CompiledWorkload(workload, self.denominator) for workload in self.rule.workload)

    @property
    def adds_the_channel_manager(self) -> bool:
        return self.rule.source is Source.CHANNEL_MANAGER

    @property
    def needs_a_partner(self) -> bool:
        """Whether it asks for what only a deal with a partner has: its channel manager, or its tier or type."""
        asked = (criterion for criterion in self.rule.criteria if criterion.compare is Compare.OBJECT)
        return self.adds_the_channel_manager or any(asks_for_partner(criterion) for criterion in asked)

    @property
    def response_minutes(self) -> int:
        """How far ahead availability looks."""
        hours = self.rule.response_hours
        return 60 * (DEFAULT_RESPONSE_HOURS if hours is None else hours)

    def holds_at(self, now: datetime) -> bool:
        return self.rule.active and holds_at(self.rule.activation, self.rule.expiration, now)

    def listed_at(self, now: datetime) -> tuple[int, tuple[Share, ...]]:
        """Who is listed at that moment, and their own scores."""
        if not self._listing_changes:
            return self._undated
        return self._listing(now)

    @cached_property
    def _listing_changes(self) -> bool:
        return any(listed.activation or listed.expiration for listed in self.rule.listed)

    @cached_property
    def _undated(self) -> tuple[int, tuple[Share, ...]]:
        return self._listing(None)

    def _listing(self, now: datetime | None) -> tuple[int, tuple[Share, ...]]:
        everybody, by_score = 0, dict[int, int]()
        for listed in self.rule.listed:
            if now is None or holds_at(listed.activation, listed.expiration, now):
                bit = self._people.bits((listed.person,))
                everybody |= bit
                points = int(Fraction(listed.score) * self.denominator)
                by_score[points] = by_score.get(points, 0) | bit
        return everybody, tuple((bits, points) for points, bits in by_score.items() if points and bits)
