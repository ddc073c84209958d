"""The people of a case: what rules compare, and how each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assignment.matching import Fact, Organization, Person, PersonId, Range, Skill, Standing, pattern_of

from .loads import OPEN_OPPORTUNITIES, OpenDeal, read_open
from .nodes import REMARKS, Fields, Node

PERSON_KEYS = (
    *("id", "active", "available", "load", "skills", "attributes", "organization", "last_assigned"),
    *("open_load", "capacity", "substitute", "partner", OPEN_OPPORTUNITIES, *REMARKS),
)
Territories = Mapping[str, str]
"""Territory → the one above it."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in a case, with ids as texts. `deals` has those whose open opportunities are told one by one."""

    people: tuple[Person, ...]
    standings: Mapping[PersonId, Standing]
    deals: Mapping[PersonId, tuple[OpenDeal, ...]] = field(default_factory=dict)

    def known(self, node: Node | None) -> str | None:
        """The id of somebody in the case."""
        if node is None:
            return None
        identity = node.identity()
        return identity if identity in self.standings else node.fail("a person of this case")


def read_cast(nodes: list[Node], levels: tuple[str, ...], territories: Territories) -> Cast:
    """Substitutes are checked once everybody is known."""
    people: list[Person] = []
    standings: dict[PersonId, Standing] = {}
    deals: dict[PersonId, tuple[OpenDeal, ...]] = {}
    substitutes = []
    for node in nodes:
        fields = node.fields(*PERSON_KEYS)
        person = _person(fields, levels, territories)
        people.append(person)
        standings[person.id] = _standing(fields)
        if theirs := read_open(fields):
            deals[person.id] = theirs
        substitutes.append(fields.get("substitute"))
    cast = Cast(tuple(people), standings, deals)
    for substitute in substitutes:
        cast.known(substitute)
    return cast


def with_those_above(names: tuple[Fact, ...], territories: Territories) -> tuple[str, ...]:
    """Each territory followed by those above it."""
    found: dict[str, None] = {}
    for name in map(str, names):
        at: str | None = name
        while at is not None and at not in found:
            found[at] = None
            at = territories.get(at)
    return tuple(found)


def _person(fields: Fields, levels: tuple[str, ...], territories: Territories) -> Person:
    attributes = {name: facts.facts() for name, facts in fields.entries("attributes")}
    role = attributes.get("role", ())
    own = with_those_above(attributes.get("territory", ()), territories)
    if own:
        attributes["territory"] = own
    return Person(
        id=fields.needed("id").identity(),
        partner=fields.identity_or_none("partner"),
        role=str(role[0]) if role else None,
        territories=own,
        attributes=attributes,
        skills=tuple(skill for kind, entry in fields.entries("skills") for skill in _items(kind, entry, levels)),
        organization=_organization(fields.entries("organization"), levels),
    )


def _standing(fields: Fields) -> Standing:
    capacity = fields.get("capacity")
    return Standing(
        active=fields.flag("active", True),
        minutes_to_working_hour=0 if fields.flag("available", True) else None,
        substitute=fields.identity_or_none("substitute"),
        capacity=capacity.whole(lowest=0) if capacity else None,
        open_load=fields.whole("open_load", 0, lowest=0),
        load={name: amount.amount() for name, amount in fields.entries("load")},
        last_assigned=fields.instant("last_assigned"),
    )


def _organization(entries: list[tuple[str, Node]], levels: tuple[str, ...]) -> Organization:
    """Attributes as values; items with levels (a mapping) are the organization's skills."""
    attributes: dict[str, tuple[Fact, ...]] = {}
    skills: list[Skill] = []
    for name, entry in entries:
        if isinstance(entry.value, dict):
            skills += _items(name, entry, levels)
        else:
            attributes[name] = entry.facts()
    return Organization(attributes, tuple(skills))


def _items(kind: str, node: Node, levels: tuple[str, ...]) -> list[Skill]:
    """`{item: level}`, or a list of `{low, high, level}` for ranges."""
    if isinstance(node.value, list):
        return [_range(kind, member, levels) for member in node.members()]
    return [Skill(kind, pattern_of(item), _level(level, levels)) for item, level in node.entries()]


def _range(kind: str, node: Node, levels: tuple[str, ...]) -> Skill:
    fields = node.fields("low", "high", "level")
    level = fields.get("level")
    return Skill(kind, Range(fields.fact("low"), fields.fact("high")), _level(level, levels) if level else None)


def _level(node: Node, levels: tuple[str, ...]) -> str | None:
    if node.value is not None and node.value not in levels:
        node.fail(f"an expertise: {', '.join(levels)}")
    return None if node.value is None else str(node.value)
