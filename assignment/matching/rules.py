"""The rules as the engine reads them. Scores are exact: int or Fraction, never float."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from .facts import Amount, PersonId
from .patterns import Pattern
from .weighing import Weighing

RuleId = int | str
GroupId = int | str


class Compare(StrEnum):
    OBJECT = "object"
    PERSON = "person"
    ORGANIZATION = "organization"
    OBJECT_TO_PERSON = "object_to_person"
    OBJECT_TO_ORGANIZATION = "object_to_organization"


class Inclusion(StrEnum):
    INCLUDE = "include"
    INCLUDE_ALL_MATCHING = "include_all_matching"
    INCLUDE_ALL = "include_all"
    EXCLUDE = "exclude"


class Required(StrEnum):
    ALWAYS = "always"
    WHEN_AVAILABLE = "when_available"
    NEVER = "never"


class Filter(StrEnum):
    ALL_ABOVE_MINIMUM = "all_above_minimum"
    ALL_MUST_ASSIGN = "all_must_assign"
    ONE_BEST_FIT = "one_best_fit"
    ONE_RANDOM = "one_random"


class Source(StrEnum):
    LISTED = "listed"
    CHANNEL_MANAGER = "channel_manager"
    TERRITORY = "territory"
    ROLE = "role"
    ACCOUNT_TEAM = "account_team"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Value:
    """One listed value of a criterion; the minimum expertise holds for skills only."""

    id: str
    pattern: Pattern
    score: Amount = 0
    min_expertise: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One comparison. `values` stays empty for the two comparisons of the opportunity with a person or organization."""

    id: str
    compare: Compare
    attribute: str
    required: Required = Required.ALWAYS
    inclusion: Inclusion = Inclusion.INCLUDE
    score: Amount = 0
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkloadRule:
    """`score × (1 − load / maximum)`; above the maximum a required one removes the candidate.

    `name` says what counts. With a `weighing` each of these counts as much as it says, else 1.
    """

    id: str
    name: str
    score: Amount
    maximum: Amount
    required: bool = True
    weighing: Weighing | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A person listed in a rule, with an own score and own dates (half-open)."""

    person: PersonId
    score: Amount = 0
    activation: datetime | None = None
    expiration: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a published version. Dates are half-open; no sequence is 0.

    `source_value` is the role, or the territory (None there: the opportunity's own). `response_hours` is the time to
    answer; None asks for no answer and looks seven days ahead for a working hour.
    """

    id: RuleId
    name: str = ""
    group: GroupId | None = None
    sequence: int | None = None
    active: bool = True
    activation: datetime | None = None
    expiration: datetime | None = None
    exclusive: bool = False
    score: Amount = 0
    passing_score: Amount = 0
    filter: Filter = Filter.ALL_ABOVE_MINIMUM
    source: Source = Source.LISTED
    source_value: str | None = None
    listed: tuple[Listed, ...] = ()
    named_lead: PersonId | None = None
    lead: bool = True
    team_role: str | None = None
    response_hours: int | None = None
    version: int = 1
    criteria: tuple[Criterion, ...] = ()
    workload: tuple[WorkloadRule, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A group of rules, which is a pass of its own."""

    id: GroupId | None = None
    name: str = ""
    order: int = 0
    add_scores: bool = False
    replace: bool = False
    fallback: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Expertise:
    """Levels from lowest to highest rank, each with its weighting factor (1 = 100 %), free of the rank."""

    levels: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stored rule that contradicts itself; `code` and `attribute` are those of the `Contradiction`."""

    rule: RuleId
    version: int
    code: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """A published version: groups, rules, expertise levels. Rules without a group form one of their own.

    `left_out` are rules that should run and cannot: a run only tells of them.
    """

    rules: tuple[Rule, ...] = ()
    groups: tuple[RuleGroup, ...] = ()
    expertise: Expertise = Expertise()
    version: int = 1
    left_out: tuple[LeftOut, ...] = ()


def holds_at(activation: datetime | None, expiration: datetime | None, now: datetime) -> bool:
    """Half-open: the activation instant is in, the expiration instant is out."""
    return (activation is None or activation <= now) and (expiration is None or now < expiration)
