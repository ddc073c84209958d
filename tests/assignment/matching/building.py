"""Short ways to say who stands where and what a rule asks, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from assignment.matching import (
    Assignment,
    Compare,
    Criterion,
    Expertise,
    Fact,
    Listed,
    Opportunity,
    Organization,
    Pattern,
    Person,
    Rule,
    RuleGroup,
    Rules,
    Skill,
    Standing,
    Value,
    WorkloadRule,
    assign,
    pattern_of,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EXPERTISE = Expertise((("Novice", Fraction(40, 100)), ("Intermediate", Fraction(1)), ("Expert", Fraction(60, 100))))
STANDING_KEYS = ("active", "minutes_to_working_hour", "substitute", "capacity", "open_load", "load", "last_assigned")
Known = tuple[Person, Standing]


def person(
    id_: str, *, skills: Mapping[str, Mapping[str, str | None]] | None = None, company: Any = None, **known: Any
) -> Known:
    """A person with a standing; attributes may be given as single values."""
    standing = Standing(**{key: known.pop(key) for key in STANDING_KEYS if key in known})
    items = (skills or {}).items()
    told = tuple(Skill(kind, pattern_of(item), level) for kind, levels in items for item, level in levels.items())
    attributes = _many(known.pop("attributes", {}))
    organization = Organization(_many(company or {}))
    return Person(id_, attributes=attributes, skills=told, organization=organization, **known), standing


def value(listed: Fact | Pattern, score: Any = 0, minimum: str | None = None, id_: str = "v") -> Value:
    """A listed value; texts as an administrator writes them."""
    pattern = pattern_of(listed) if isinstance(listed, str | int) else listed
    return Value(id_, pattern, score, minimum)  # type: ignore[arg-type]


def ask(compare: Compare, attribute: str, *values: Any, **more: Any) -> Criterion:
    """A criterion; values as texts, patterns or `Value`."""
    told = tuple(one if isinstance(one, Value) else value(one) for one in values)
    return Criterion(more.pop("id", attribute), compare, attribute, values=told, **more)


def rule(id_: Any, *people: Any, **more: Any) -> Rule:
    """A rule that lists these people (or `Listed`)."""
    listed = tuple(one if isinstance(one, Listed) else Listed(one) for one in people)
    criteria, workload = tuple(more.pop("criteria", ())), tuple(more.pop("workload", ()))
    return Rule(id_, name=f"rule {id_}", listed=listed, criteria=criteria, workload=workload, **more)


def busy(score: Any, maximum: Any, name: str = "open_opportunities", **more: Any) -> WorkloadRule:
    return WorkloadRule(f"w-{name}", name, score, maximum, **more)


def deal(*, key: str = "o1", **more: Any) -> Opportunity:
    """An opportunity; attributes may be given as single values."""
    return Opportunity(key, _many(more.pop("attributes", {})), **more)


def run(
    rules: Rule | Sequence[Rule],
    people: Known | Sequence[Known],
    opportunity: Opportunity | None = None,
    groups: Sequence[RuleGroup] = (),
    now: datetime = NOW,
) -> Assignment:
    """One run of these rules over these people."""
    known = [people] if isinstance(people[0], Person) else people
    told = (rules,) if isinstance(rules, Rule) else tuple(rules)
    return assign(
        opportunity or deal(),
        [who for who, _ in known],
        {who.id: standing for who, standing in known},
        Rules(told, tuple(groups), EXPERTISE),
        now,
    )


def assigned(result: Assignment) -> dict[Any, dict[Any, Any]]:
    """{person: {rule: total}}, totals as plain numbers where they are whole."""
    return {one.person: dict(one.rules) for one in result.memberships}


def outcome(result: Assignment, rule_id: Any, person_id: Any) -> str | None:
    """How the person ended in the rule; None when it wasn't a candidate."""
    found = [one.outcome for one in result.candidates(rule_id) if one.person == person_id]
    return str(found[0]) if found else None


def _many(facts: Mapping[str, Any]) -> dict[str, tuple[Fact, ...]]:
    return {name: told if isinstance(told, tuple) else (told,) for name, told in facts.items()}
