"""Which rules can match an opportunity at all: attribute value → rules, so that most are never looked at."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from .patterns import Composite, Fact, Prefix, Range, Text, number_of, text_of
from .rules import Compare, Criterion, Inclusion, Required, Rule
from .view import View

MEMORY = 5_000


class NumberRanges:
    """Rules by numeric range, looked up by bisection: position 2k+1 is the k-th bound itself, 2k the gap before it."""

    def __init__(self, ranges: dict[Range, int]) -> None:
        numbers = {number_of(end) for range_ in ranges for end in (range_.low, range_.high) if end is not None}
        self._bounds = sorted(number for number in numbers if number is not None)
        self._rules = [0] * (2 * len(self._bounds) + 1)
        for range_, rules in ranges.items():
            first = 0 if range_.low is None else self._position(range_.low)
            last = len(self._rules) - 1 if range_.high is None else self._position(range_.high)
            for position in range(first, last + 1):
                self._rules[position] |= rules

    def rules(self, fact: Fact) -> int:
        return self._rules[self._position(fact)]

    def _position(self, fact: Fact) -> int:
        number = number_of(fact)
        if number is None:
            raise ValueError(f"{fact!r} is not a number")
        place = bisect_left(self._bounds, number)
        return 2 * place + (place < len(self._bounds) and self._bounds[place] == number)


class AttributeIndex:
    """The rules that ask something of one attribute, by what they ask."""

    def __init__(self, everything: int) -> None:
        self.indifferent = everything
        self.when_unstated = 0
        self._texts: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._ranges: dict[Range, int] = {}
        self._numbers: NumberRanges | None = None
        self._memory: dict[str, int] = {}

    def add(self, criterion: Criterion, rule: int) -> None:
        self.indifferent &= ~rule
        if criterion.required is Required.WHEN_AVAILABLE:
            self.when_unstated |= rule
        for value in criterion.values:
            pattern = value.pattern
            if isinstance(pattern, Text):
                self._texts[pattern.text] = self._texts.get(pattern.text, 0) | rule
            elif isinstance(pattern, Prefix):
                self._prefixes[pattern.start] = self._prefixes.get(pattern.start, 0) | rule
            elif isinstance(pattern, Range):
                self._ranges[pattern] = self._ranges.get(pattern, 0) | rule

    def possible(self, facts: Sequence[Fact]) -> int:
        """The rules that this attribute alone doesn't rule out."""
        if not facts:
            return self.indifferent | self.when_unstated
        possible = self.indifferent
        for fact in facts:
            possible |= self._asking_for(fact)
        return possible

    def _asking_for(self, fact: Fact) -> int:
        text = text_of(fact)
        found = self._memory.get(text)
        if found is None:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            found = self._memory[text] = self._look_up(fact, text)
        return found

    def _look_up(self, fact: Fact, text: str) -> int:
        found = self._texts.get(text, 0)
        if self._prefixes:
            for length in range(len(text) + 1):
                found |= self._prefixes.get(text[:length], 0)
        if self._ranges and number_of(fact) is not None and all(map(_numeric, self._ranges)):
            self._numbers = self._numbers or NumberRanges(self._ranges)
            return found | self._numbers.rules(fact)
        for range_, rules in self._ranges.items():
            if range_.matches(fact):
                found |= rules
        return found


class RuleIndex:
    """Narrows all rules down to those whose comparisons with the opportunity can pass."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._everything = (1 << len(rules)) - 1
        self._attributes: dict[str, AttributeIndex] = {}
        for number, rule in enumerate(rules):
            for criterion in _narrowing(rule.criteria):
                index = self._attributes.setdefault(criterion.attribute, AttributeIndex(self._everything))
                index.add(criterion, 1 << number)

    def possible(self, view: View) -> int:
        """Bits of the rules worth evaluating; all others fail on the opportunity."""
        possible = self._everything
        for attribute, index in self._attributes.items():
            possible &= index.possible(view.facts(attribute))
        return possible


def _narrowing(criteria: Iterable[Criterion]) -> Iterable[Criterion]:
    """For each attribute the first criterion that can drop the rule by its values alone."""
    seen = set()
    for criterion in criteria:
        drops = (
            criterion.compare is Compare.OBJECT
            and criterion.required is not Required.NEVER
            and criterion.inclusion is not Inclusion.EXCLUDE
            and not any(isinstance(value.pattern, Composite) for value in criterion.values)
        )
        if drops and criterion.attribute not in seen:
            seen.add(criterion.attribute)
            yield criterion


def _numeric(range_: Range) -> bool:
    return all(number_of(end) is not None for end in (range_.low, range_.high) if end is not None)
