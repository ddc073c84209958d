"""One opportunity as criteria look at it: values by attribute, composite values in one and the same line."""

from collections.abc import Mapping

from .facts import Opportunity
from .patterns import Composite, Fact, Pattern, Simple, Text, text_of

Line = Mapping[str, tuple[Fact, ...]]


class View:
    """Answers what an opportunity has and whether a listed value matches it. Made once for a run."""

    def __init__(self, opportunity: Opportunity) -> None:
        self._attributes = opportunity.attributes
        self._raw_lines = opportunity.lines
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._lines: tuple[Line, ...] | None = None

    def facts(self, attribute: str) -> tuple[Fact, ...]:
        """The opportunity's own values, else those of its lines; empty when it has none."""
        found = self._facts.get(attribute)
        if found is None:
            found = _stated(self._attributes.get(attribute, ()))
            if not found and self._raw_lines:
                found = tuple(fact for line in self._read_lines() for fact in line.get(attribute, ()))
            self._facts[attribute] = found
        return found

    def texts(self, attribute: str) -> tuple[str, ...]:
        """The same as texts, each once, in their order."""
        found = self._texts.get(attribute)
        if found is None:
            found = tuple(dict.fromkeys(text_of(fact) for fact in self.facts(attribute)))
            self._texts[attribute] = found
        return found

    def has(self, attribute: str, pattern: Pattern) -> bool:
        """Whether the opportunity states what this listed value asks for; of a composite value every part."""
        if not isinstance(pattern, Composite):
            return bool(self.facts(attribute))
        free, tied = self._split(pattern)
        if not all(self.facts(name) for name, _ in free):
            return False
        return not tied or any(all(name in line for name, _ in tied) for line in self._read_lines())

    def matches(self, attribute: str, pattern: Pattern) -> bool:
        """Whether any of the values matches; a composite value as a whole, its line parts in one line."""
        if isinstance(pattern, Text):
            return pattern.text in self.texts(attribute)
        if not isinstance(pattern, Composite):
            return _any_matches(pattern, self.facts(attribute))
        free, tied = self._split(pattern)
        if not all(_any_matches(part, self.facts(name)) for name, part in free):
            return False
        return not tied or any(
            all(_any_matches(part, line.get(name, ())) for name, part in tied) for line in self._read_lines()
        )

    def _split(self, pattern: Composite) -> tuple[list[tuple[str, Simple]], list[tuple[str, Simple]]]:
        """Parts of the opportunity, and parts that one line must hold together (two at least)."""
        tied = [part for part in pattern.parts if any(part[0] in line for line in self._read_lines())]
        if len(tied) < 2:
            return list(pattern.parts), []
        return [part for part in pattern.parts if part not in tied], tied

    def _read_lines(self) -> tuple[Line, ...]:
        if self._lines is None:
            read = ({name: _stated(facts) for name, facts in line.items()} for line in self._raw_lines)
            self._lines = tuple({name: facts for name, facts in line.items() if facts} for line in read)
        return self._lines


def _stated(facts: Fact | tuple[Fact, ...] | None) -> tuple[Fact, ...]:
    """An empty text and None say nothing."""
    if isinstance(facts, tuple):
        return facts if "" not in facts and None not in facts else tuple(f for f in facts if f not in ("", None))
    return () if facts is None or facts == "" else (facts,)


def _any_matches(pattern: Simple, facts: tuple[Fact, ...]) -> bool:
    return any(pattern.matches(fact) for fact in facts)
