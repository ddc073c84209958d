"""What the engine is told about one opportunity and about people: plain values, no records of a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from .patterns import Fact, Simple

PersonId = int | str
Amount = int | Fraction


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill item: `kind` is the attribute it answers to, `item` a text, a prefix ending in `*`, or a range."""

    kind: str
    item: Simple
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """The company a person belongs to, as far as rules compare it."""

    attributes: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """What changes rarely about a person. Indexed once, so a change needs a new `Matcher`.

    `partner` is None for the brand owner's people. `territories` holds the person's own ones and all above them.
    """

    id: PersonId
    partner: PersonId | None = None
    role: str | None = None
    territories: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    skills: tuple[Skill, ...] = ()
    organization: Organization = Organization()


@dataclass(frozen=True, slots=True)
class Standing:
    """What changes daily about a person; a person without one is treated as inactive.

    `minutes_to_working_hour` is how long it takes from now until one whole working hour lies behind (0 = available,
    None = no working hour in sight). `open_load` counts the open memberships that a rule gave, pending ones too. `load`
    is kept by `weighing.load_key`: by what counts, and how it is weighed.
    """

    active: bool = True
    minutes_to_working_hour: int | None = 0
    substitute: PersonId | None = None
    capacity: int | None = None
    open_load: int = 0
    load: Mapping[str, Amount] = field(default_factory=dict)
    last_assigned: datetime | None = None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody already on the team. `counted_…` is what this opportunity adds to the load in the person's standing."""

    person: PersonId
    by_rule: bool = False
    group: PersonId | None = None
    engaged: bool = False
    counted_open: int = 0
    counted_load: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One opportunity as rules see it.

    `attributes` maps a name to its values (none or an empty tuple: missing); `territory` there holds the own one and
    those above it. `lines` are the revenue lines: what a composite value asks of a line must hold in one and the same.
    `declined` are people who must not be proposed again. `direct`: the brand owner sells it without a partner.
    """

    key: PersonId
    attributes: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    lines: tuple[Mapping[str, Fact | tuple[Fact, ...]], ...] = ()
    partner: PersonId | None = None
    channel_manager: PersonId | None = None
    territory: str | None = None
    account_team: tuple[PersonId, ...] = ()
    closed: bool = False
    direct: bool = False
    team: tuple[TeamMember, ...] = ()
    declined: frozenset[PersonId] = frozenset()
    lead_by_hand: PersonId | None = None
