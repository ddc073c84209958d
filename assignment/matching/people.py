"""People indexed by what they carry, so that a comparison with everybody is a few operations on bit sets."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .bits import bits_of
from .expertise import NO_LEVEL, Levels, Scale, union
from .facts import Person, PersonId, Skill
from .inclusion import meet
from .ordering import identity_order
from .patterns import Composite, Fact, Pattern, Prefix, Simple, Text, text_of
from .rules import Inclusion

MEMORY = 5_000


class Carried:
    """Who carries which items of one attribute, at which level."""

    def __init__(self) -> None:
        self.present = 0
        self.items: dict[str, list[tuple[int, int]]] = {}
        self.facts: dict[str, Fact] = {}
        self.patterned: dict[Simple, list[tuple[int, int]]] = {}

    def add_fact(self, fact: Fact, level: int, bit: int) -> None:
        self.present |= bit
        text = text_of(fact)
        self.facts.setdefault(text, fact)
        _merge(self.items.setdefault(text, []), level, bit)

    def add_skill(self, skill: Skill, level: int, bit: int) -> None:
        if isinstance(skill.item, Text):
            self.add_fact(skill.item.text, level, bit)
            return
        self.present |= bit
        _merge(self.patterned.setdefault(skill.item, []), level, bit)

    def carrying(self, text: str) -> list[tuple[int, int]]:
        """(level, bits) of those whose items take in this value; a person may be there at several levels."""
        found = list(self.items.get(text, ()))
        for pattern, levels in self.patterned.items():
            if pattern.matches(text):
                found.extend(levels)
        return found

    def matching(self, pattern: Simple) -> list[tuple[int, int]]:
        """(level, bits) of those with an item that the listed value takes in."""
        if isinstance(pattern, Text):
            return self.carrying(pattern.text)
        found = [entry for text, fact in self.facts.items() if pattern.matches(fact) for entry in self.items[text]]
        found += [entry for item, levels in self.patterned.items() if _overlap(pattern, item) for entry in levels]
        return found


class Met(NamedTuple):
    """Who has the attribute, who meets the values, and these by their best level."""

    present: int
    meeting: int
    levels: Levels


class Side:
    """All attributes of one side of a comparison: a person's skills, a person's attributes, or the organization's."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.carried: defaultdict[str, Carried] = defaultdict(Carried)
        self._memory: dict[tuple[str, str], Levels] = {}
        self._met: dict[tuple[str, tuple[str, ...], Inclusion], Met] = {}

    def met(self, attribute: str, texts: tuple[str, ...], inclusion: Inclusion) -> Met:
        """Who meets an opportunity's values; the same for all rules that ask so, therefore kept here once."""
        key = (attribute, texts, inclusion)
        found = self._met.get(key)
        if found is None:
            if len(self._met) >= MEMORY:
                self._met.clear()
            found = self._met[key] = self._meet(*key)
        return found

    def _meet(self, attribute: str, texts: tuple[str, ...], inclusion: Inclusion) -> Met:
        carried = [self.carrying(attribute, text) for text in texts]
        present = self.of(attribute).present
        meeting, _ = meet(inclusion, [union(levels) for levels in carried], present)
        if inclusion is Inclusion.EXCLUDE:
            return Met(present, meeting, [(NO_LEVEL, meeting)])
        best = self.scale.best(entry for levels in carried for entry in levels)
        return Met(present, meeting, [(level, bits & meeting) for level, bits in best if bits & meeting])

    def carrying(self, attribute: str, text: str) -> Levels:
        """Who carries this value of an opportunity, each at the best level."""
        levels = self._memory.get((attribute, text))
        if levels is None:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            levels = self._memory[attribute, text] = self.scale.best(self.of(attribute).carrying(text))
        return levels

    def of(self, attribute: str) -> Carried:
        return self.carried.get(attribute) or NOTHING

    def present(self, attribute: str, pattern: Pattern) -> int:
        """Who has the attribute at all; of a composite value every part."""
        if not isinstance(pattern, Composite):
            return self.of(attribute).present
        present = -1
        for name, _ in pattern.parts:
            present &= self.of(name).present
        return present

    def matching(self, attribute: str, pattern: Pattern, minimum: int) -> Levels:
        """Who matches a listed value with at least the minimum rank, each at the best level."""
        if not isinstance(pattern, Composite):
            return self._reaching(self.of(attribute).matching(pattern), minimum)
        whole: Levels = [(0, -1)]
        for name, part in pattern.parts:
            found = self._reaching(self.of(name).matching(part), minimum)
            whole = [
                (self.scale.weaker(level, other), bits & others) for level, bits in whole for other, others in found
            ]
        return self.scale.best(whole)

    def _reaching(self, found: Iterable[tuple[int, int]], minimum: int) -> Levels:
        return self.scale.best((level, bits) for level, bits in found if level >= minimum)


class People:
    """Everybody the rules may consider, ordered by id; bit i of every set is `persons[i]`."""

    def __init__(self, persons: Iterable[Person], scale: Scale) -> None:
        self.persons = sorted(persons, key=lambda person: identity_order(person.id))
        self.number = {person.id: number for number, person in enumerate(self.persons)}
        if len(self.number) != len(self.persons):
            raise ValueError("a person is there twice")
        self.everybody = (1 << len(self.persons)) - 1
        self.skills, self.attributes, self.organization = Side(scale), Side(scale), Side(scale)
        self.by_partner = self._grouped(lambda person: (person.partner,))
        self.brand_owner = self.by_partner.get(None, 0)
        self.by_territory = self._grouped(lambda person: person.territories)
        self.by_role = self._grouped(lambda person: (person.role,) if person.partner is None else ())
        for number, person in enumerate(self.persons):
            self._index(person, 1 << number, scale)

    def bits(self, ids: Iterable[PersonId]) -> int:
        """The set of these people; an unknown id (somebody deleted meanwhile) is left out."""
        return bits_of(self.number[id_] for id_ in ids if id_ in self.number)

    def _grouped(self, keys: Callable[[Person], Iterable[PersonId | None]]) -> dict[PersonId | None, int]:
        groups: dict[PersonId | None, int] = {}
        for number, person in enumerate(self.persons):
            for key in keys(person):
                groups[key] = groups.get(key, 0) | 1 << number
        return groups

    def _index(self, person: Person, bit: int, scale: Scale) -> None:
        for skill in person.skills:
            self.skills.carried[skill.kind].add_skill(skill, scale.number(skill.level), bit)
        _index_attributes(self.attributes, person.attributes, person.skills, bit)
        company = person.organization
        _index_attributes(self.organization, company.attributes, company.skills, bit)


def _index_attributes(
    side: Side, attributes: Mapping[str, tuple[Fact, ...]], skills: tuple[Skill, ...], bit: int
) -> None:
    """Attributes, and skill items only where the person has no such attribute."""
    named = {name: facts for name, facts in attributes.items() if facts}
    for name, facts in named.items():
        for fact in facts:
            side.carried[name].add_fact(fact, 0, bit)
    for skill in skills:
        if skill.kind not in named:
            side.carried[skill.kind].add_skill(skill, side.scale.number(skill.level), bit)


def _overlap(listed: Simple, item: Simple) -> bool:
    """`Rout*` and a person's `Router*` meet whichever is the wider; ranges only when they are the same."""
    if isinstance(listed, Prefix) and isinstance(item, Prefix):
        return listed.start.startswith(item.start) or item.start.startswith(listed.start)
    return listed == item


def _merge(levels: list[tuple[int, int]], level: int, bit: int) -> None:
    for place, (known, bits) in enumerate(levels):
        if known == level:
            levels[place] = (level, bits | bit)
            return
    levels.append((level, bit))


NOTHING = Carried()
