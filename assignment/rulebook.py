"""The stored rules as the engine reads them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assignment import matching
from assignment.models import (
    COUNTED,
    Criterion,
    CriterionValue,
    ExpertiseLevel,
    Rule,
    RuleCandidate,
    RuleGroup,
    RuleVersion,
    WorkloadRule,
)
from assignment.versions.content import groups_in, rules_in

logger = logging.getLogger(__name__)

# What reading malformed JSON or an unknown word ends in.
UNREADABLE = (ArithmeticError, AttributeError, KeyError, TypeError, ValueError)


def load_rules() -> matching.Rules:
    """The published version; without one there are no rules. At most five statements.

    A rule that contradicts itself is left out, so that the others go on.
    """
    present = RuleVersion.objects.present()
    return rules_of(groups_in(present.content), present.number) if present else rules_of([], 0)


def rules_of(groups: Sequence[RuleGroup], number: int) -> matching.Rules:
    """The rules of these groups, which have everything below them fetched, as the version of that number."""
    rules, left_out = [], []
    for rule in rules_in(groups):
        try:
            rules.append(readable(rule))
        except matching.Contradiction as found:
            logger.warning("rule %s is left out: %s", rule.pk, found)
            if rule.active:
                left_out.append(matching.LeftOut(rule.pk, rule.version, found.code, found.attribute))
    return matching.Rules(
        rules=tuple(rules),
        groups=tuple(_group(group) for group in groups),
        expertise=load_expertise(),
        version=number,
        left_out=tuple(left_out),
    )


def load_expertise() -> matching.Expertise:
    """The levels from the lowest to the highest with their factors, as they are now: people have them, not rules."""
    return matching.Expertise(tuple(_level(level) for level in ExpertiseLevel.objects.order_by("order")))


def contradiction_in(rule: Rule) -> matching.Contradiction | None:
    """What is wrong with a stored rule, if anything. A list of rules fetches ahead what `sentences` names."""
    try:
        readable(rule)
    except matching.Contradiction as found:
        return found
    return None


def readable(rule: Rule) -> matching.Rule:
    """The stored rule. Raises matching.Contradiction."""
    try:
        read = _rule(rule)
    except matching.Contradiction:
        raise
    except UNREADABLE as error:
        raise matching.Contradiction("unreadable", f"rule {rule.pk}: {error!r}") from error
    matching.check_itself(read)
    return read


def _level(level: ExpertiseLevel) -> tuple[str, Fraction]:
    return level.name, Fraction(level.weight) / 100


def _group(group: RuleGroup) -> matching.RuleGroup:
    return matching.RuleGroup(
        id=group.pk,
        name=group.name,
        order=group.order,
        add_scores=group.add_scores,
        replace=group.replace,
        fallback=group.fallback_id,
    )


def _rule(rule: Rule) -> matching.Rule:
    return matching.Rule(
        id=rule.pk,
        name=rule.name,
        group=rule.group_id,
        sequence=rule.sequence,
        active=rule.active,
        activation=rule.activation,
        expiration=rule.expiration,
        exclusive=rule.exclusive,
        score=rule.score,
        passing_score=rule.passing_score,
        filter=matching.Filter(rule.filter),
        source=matching.Source(rule.source),
        source_value=_source_value(rule),
        listed=tuple(_listed(row) for row in rule.candidates.all()),
        named_lead=rule.named_lead_id,
        lead=rule.gives_lead,
        team_role=rule.team_role or None,
        response_hours=None if rule.response_days is None else rule.response_days * 24,
        version=rule.version,
        criteria=tuple(_criterion(criterion) for criterion in rule.criteria.all()),
        workload=tuple(_workload(row) for row in rule.workload_rules.all()),
    )


def _source_value(rule: Rule) -> str | None:
    if rule.source != Rule.Source.TERRITORY:
        return rule.source_role or None
    if rule.source_territory_id is None:
        return None
    if rule.source_territory is None:
        raise ValueError(f"territory {rule.source_territory_id} is gone")
    return rule.source_territory.name


def _listed(row: RuleCandidate) -> matching.Listed:
    return matching.Listed(row.person_id, row.score, row.activation, row.expiration)


def _workload(row: WorkloadRule) -> matching.WorkloadRule:
    if row.counts not in COUNTED:
        raise matching.Contradiction("not_counted", f"workload {row.pk} counts {row.counts}")
    return matching.WorkloadRule(
        str(row.pk), row.counts, row.score, row.maximum, row.required, _weighing(row) if row.weighted_by else None
    )


def _weighing(row: WorkloadRule) -> matching.Weighing:
    weights = tuple(
        matching.Weight(_exact(weight.weight), weight.stage, _amount(weight.low), _amount(weight.high))
        for weight in row.weights.all()
    )
    return matching.Weighing(matching.WeightedBy(row.weighted_by), weights)


def _exact(stored: Decimal) -> matching.Amount:
    exact = Fraction(stored)
    return exact.numerator if exact.denominator == 1 else exact


def _amount(stored: Decimal | None) -> matching.Amount | None:
    return None if stored is None else _exact(stored)


def _criterion(criterion: Criterion) -> matching.Criterion:
    try:
        values = tuple(_value(value) for value in criterion.values.all())
    except UNREADABLE as error:
        message = f"criterion {criterion.pk}: {error!r}"
        raise matching.Contradiction("unreadable", message, criterion.attribute) from error
    return matching.Criterion(
        id=str(criterion.pk),
        compare=matching.Compare(criterion.compare),
        attribute=criterion.attribute,
        required=matching.Required(criterion.required),
        inclusion=matching.Inclusion(criterion.inclusion),
        score=criterion.score,
        values=values,
    )


def _value(value: CriterionValue) -> matching.Value:
    level = value.minimum_level.name if value.minimum_level else None
    if level is None and value.minimum_level_id is not None:
        raise ValueError(f"level {value.minimum_level_id} is gone")
    return matching.Value(str(value.pk), pattern(value.content), value.score, level)


def pattern(content: dict[str, Any]) -> matching.Pattern:
    """The pattern of a stored value: `{"value": …}`, `{"low": …, "high": …}` or `{"all": {attribute: …}}`.

    Raises one of `UNREADABLE` for anything else.
    """
    if content.get("all") == {}:
        raise ValueError("nothing that must hold together")
    if "all" in content:
        return matching.Composite(tuple((name, _simple(part)) for name, part in content["all"].items()))
    return _simple(content if "low" in content or "high" in content else content["value"])


def _simple(part: Any) -> Any:
    if isinstance(part, dict):
        return matching.Range(_end(part.get("low")), _end(part.get("high")))
    return matching.pattern_of(part)


def _end(value: Any) -> Any:
    """A text or an exact number; other ends would only fail once an opportunity is compared with them."""
    if value in (None, ""):
        return None
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{value!r} is no end of a range")
    return value
