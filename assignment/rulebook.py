"""The stored rules as the engine reads them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assignment import matching
from assignment.models import Criterion, ExpertiseLevel, Rule, RuleGroup
from prm.directory.models import Territory


def load_rules() -> matching.Rules:
    """All groups and rules with criteria, values, people listed and workload rules: nine statements."""
    rules = Rule.objects.prefetch_related("criteria__values__minimum_level", "candidates", "workload_rules").order_by(
        "group__order", "sequence", "id"
    )
    territories = dict(Territory.objects.values_list("pk", "name"))
    return matching.Rules(
        rules=tuple(_rule(rule, territories) for rule in rules),
        groups=tuple(_group(group) for group in RuleGroup.objects.order_by("order", "id")),
        expertise=matching.Expertise(tuple(_level(level) for level in ExpertiseLevel.objects.order_by("order"))),
    )


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


def _rule(rule: Rule, territories: dict[int, str]) -> matching.Rule:
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
        source_value=_source_value(rule, territories),
        listed=tuple(
            matching.Listed(row.person_id, row.score, row.activation, row.expiration) for row in rule.candidates.all()
        ),
        named_lead=rule.named_lead_id,
        lead=rule.gives_lead,
        team_role=rule.team_role or None,
        response_hours=None if rule.response_days is None else rule.response_days * 24,
        version=rule.version,
        criteria=tuple(_criterion(criterion) for criterion in rule.criteria.all()),
        workload=tuple(
            matching.WorkloadRule(str(row.pk), row.counts, row.score, row.maximum, row.required)
            for row in rule.workload_rules.all()
        ),
    )


def _source_value(rule: Rule, territories: dict[int, str]) -> str | None:
    if rule.source == Rule.Source.TERRITORY:
        return territories.get(rule.source_territory_id) if rule.source_territory_id else None
    return rule.source_role or None


def _criterion(criterion: Criterion) -> matching.Criterion:
    return matching.Criterion(
        id=str(criterion.pk),
        compare=matching.Compare(criterion.compare),
        attribute=criterion.attribute,
        required=matching.Required(criterion.required),
        inclusion=matching.Inclusion(criterion.inclusion),
        score=criterion.score,
        values=tuple(
            matching.Value(
                id=str(value.pk),
                pattern=pattern(value.content),
                score=value.score,
                min_expertise=value.minimum_level.name if value.minimum_level else None,
            )
            for value in criterion.values.all()
        ),
    )


def pattern(content: dict[str, Any]) -> matching.Pattern:
    """The pattern of a stored value: `{"value": …}`, `{"low": …, "high": …}` or `{"all": {attribute: …}}`."""
    if "all" in content:
        return matching.Composite(tuple((name, _simple(part)) for name, part in content["all"].items()))
    return _simple(content if "low" in content or "high" in content else content["value"])


def _simple(part: Any) -> Any:
    if isinstance(part, dict):
        return matching.Range(_end(part.get("low")), _end(part.get("high")))
    return matching.pattern_of(part)


def _end(value: Any) -> Any:
    return None if value in (None, "") else value
