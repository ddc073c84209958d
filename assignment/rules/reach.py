"""What a rule can reach at all: its highest score, whether its conditions exclude each other, and who is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import combinations

from assignment import matching
from assignment.matching.criteria import person_comparison
from assignment.matching.expertise import Scale
from assignment.matching.people import People
from assignment.matching.rules import holds_at

Compare, Inclusion, Required, Source = matching.Compare, matching.Inclusion, matching.Required, matching.Source
# An opportunity has one of them at most.
SINGLE = frozenset(
    ("country", "region", "postal_code", "industry", "employees", "amount", "stage", "source", "type", "partner")
) | {"partner_tier", "partner_type", "currency"}
ABOUT_PEOPLE = (Compare.PERSON, Compare.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Workforce:
    """The brand owner's active people, as the engine compares them."""

    people: Sequence[matching.Person]
    expertise: matching.Expertise
    now: datetime


def highest_score(rule: matching.Rule, expertise: matching.Expertise) -> Fraction:
    """No candidate can have more: every criterion met at the best level, nothing on the desk."""
    factor = max([Fraction(1), *(weight for _name, weight in expertise.levels)])
    own = max([Fraction(listed.score) for listed in rule.listed], default=Fraction(0))
    criteria = sum((_highest(criterion) * factor for criterion in rule.criteria), Fraction(0))
    room = sum((max(Fraction(workload.score), Fraction(0)) for workload in rule.workload), Fraction(0))
    return Fraction(rule.score) + own + criteria + room


def _highest(criterion: matching.Criterion) -> Fraction:
    scores = [max(Fraction(value.score), Fraction(0)) for value in criterion.values]
    own = max(Fraction(criterion.score), Fraction(0))
    if criterion.inclusion is Inclusion.EXCLUDE or not scores:
        return own
    return own + (max(scores) if criterion.inclusion is Inclusion.INCLUDE else sum(scores, Fraction(0)))


def excluding_each_other(rule: matching.Rule) -> str:
    """The attribute that no opportunity can have as the rule's conditions want it, empty where there is none."""
    wanted = [one for one in rule.criteria if _is_needed(one) and one.attribute in SINGLE]
    for criterion in wanted:
        if criterion.inclusion is Inclusion.INCLUDE_ALL and _apart(criterion.values):
            return criterion.attribute
    for one, other in combinations(wanted, 2):
        if one.attribute == other.attribute and _exclude_each_other(one, other):
            return one.attribute
    return ""


def _is_needed(criterion: matching.Criterion) -> bool:
    return criterion.compare is Compare.OBJECT and criterion.required is Required.ALWAYS


def _apart(values: Iterable[matching.Value]) -> bool:
    return any(not overlap(one.pattern, other.pattern) for one, other in combinations(values, 2))


def _exclude_each_other(one: matching.Criterion, other: matching.Criterion) -> bool:
    without = [criterion for criterion in (one, other) if criterion.inclusion is Inclusion.EXCLUDE]
    if len(without) == 2:
        return False
    if not without:
        return not any(overlap(a.pattern, b.pattern) for a in one.values for b in other.values)
    kept = other if without[0] is one else one
    return all(any(value.pattern == no.pattern for no in without[0].values) for value in kept.values)


def overlap(one: matching.Pattern, other: matching.Pattern) -> bool:
    """Whether something matches both; true where that is not plain to see."""
    if isinstance(one, matching.Text) and not isinstance(other, matching.Composite):
        return other.matches(one.text)
    if isinstance(other, matching.Text) and not isinstance(one, matching.Composite):
        return one.matches(other.text)
    if isinstance(one, matching.Range) and isinstance(other, matching.Range):
        return _reaches(one, other) and _reaches(other, one)
    return True


def _reaches(one: matching.Range, other: matching.Range) -> bool:
    """Whether the first does not end before the second starts."""
    return one.high is None or other.low is None or matching.Range(other.low, None).matches(one.high)


def nobody_is_left(rule: matching.Rule, force: Workforce) -> bool:
    """Whether no active person can ever be a candidate of the rule, whatever the opportunity."""
    if rule.source in (Source.CHANNEL_MANAGER, Source.ACCOUNT_TEAM):
        return False
    scale = Scale(force.expertise)
    people = People(force.people, scale)
    left = people.bits([person.id for person in force.people if _is_candidate(person, rule, force.now)])
    for criterion in rule.criteria:
        if criterion.compare in ABOUT_PEOPLE and criterion.required is not Required.NEVER:
            left &= person_comparison(criterion, scale, 1, people).judge(None).keeps  # type: ignore[arg-type]
    return not left


def _is_candidate(person: matching.Person, rule: matching.Rule, now: datetime) -> bool:
    if rule.source is Source.LISTED:
        listed = {one.person for one in rule.listed if holds_at(None, one.expiration, now)}
        return person.id in listed
    if rule.source is Source.ROLE:
        return person.role == rule.source_value
    if rule.source is Source.TERRITORY:
        return rule.source_value in person.territories if rule.source_value else bool(person.territories)
    return True
