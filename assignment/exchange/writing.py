"""Groups and rules as a file: the keys of case files, with people by name and what is usual left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from assignment.exchange.staff import Staff
from assignment.models import Criterion, CriterionValue, Rule, RuleCandidate, RuleGroup, WorkloadRule, WorkloadWeight
from assignment.versions.content import rules_in

Record = dict[str, Any]


def rule_file(groups: Iterable[RuleGroup], staff: Staff) -> str:
    """The file of these groups, which have everything below them fetched."""
    return as_yaml({"format": 1, **records_of(list(groups), staff)})


class _Dumper(yaml.SafeDumper):
    """Exact decimals as `load_yaml` reads them, and nothing named by an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _decimal(dumper: yaml.SafeDumper, value: Fraction) -> yaml.ScalarNode:
    if value.denominator == 1:
        return dumper.represent_int(value.numerator)
    text = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


_Dumper.add_representer(Fraction, _decimal)


def as_yaml(record: Record) -> str:
    """The text of a file that `load_yaml` reads as the same."""
    return yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def records_of(groups: list[RuleGroup], staff: Staff) -> Record:
    """`groups` and `rules` as plain values. A rule is called by its name; with its group's where two have the same."""
    rules = rules_in(groups)
    times = Counter(rule.name for rule in rules)
    names = {rule.pk: rule.name if times[rule.name] == 1 else f"{rule.group.name}: {rule.name}" for rule in rules}
    return {
        "groups": {group.name: _group(group, staff) for group in groups},
        "rules": [_rule(rule, names[rule.pk], staff) for rule in rules],
    }


def _group(group: RuleGroup, staff: Staff) -> Record:
    return _unusual(
        add_scores=group.add_scores,
        replace=group.replace,
        fallback=staff.label(group.fallback_id),
        owner=staff.label(group.owner_id),
    )


def _rule(rule: Rule, name: str, staff: Staff) -> Record:
    settings = _unusual(
        sequence=rule.sequence,
        exclusive=rule.exclusive,
        score=rule.score,
        passing_score=rule.passing_score,
        primary_candidate=staff.label(rule.named_lead_id),
        activation=_instant(rule.activation),
        expiration=_instant(rule.expiration),
        role=rule.source_role,
        territory=rule.source_territory.name if rule.source_territory else None,
        team_role=rule.team_role,
        candidates=[record for row in rule.candidates.all() if (record := _listed(row, staff))],
        criteria=[_criterion(row) for row in rule.criteria.all()],
        workload=[_workload(row) for row in rule.workload_rules.all()],
    )
    known: Record = {"id": name, "group": rule.group.name}
    known |= {"name": rule.name} if name != rule.name else {}
    known |= {"filter": rule.filter, "source": rule.source, "lead": rule.gives_lead}
    known |= {} if rule.active else {"active": False}
    known |= {} if rule.response_days is None else {"response_days": rule.response_days}
    return known | settings


def _listed(row: RuleCandidate, staff: Staff) -> Record:
    label = staff.label(row.person_id)
    dates = {"activation": _instant(row.activation), "expiration": _instant(row.expiration)}
    return {"person": label, **_unusual(score=row.score, **dates)} if label else {}


def _criterion(row: Criterion) -> Record:
    known = {"compare": row.compare, "attribute": row.attribute, "required": row.required, "inclusion": row.inclusion}
    return known | _unusual(score=row.score, values=[_value(value) for value in row.values.all()])


def _value(row: CriterionValue) -> Record:
    content = row.content if isinstance(row.content, dict) else {"value": row.content}
    return content | _unusual(score=row.score, min_expertise=row.minimum_level.name if row.minimum_level else None)


def _workload(row: WorkloadRule) -> Record:
    required = "always" if row.required else "never"
    weights = [_weight(weight) for weight in row.weights.all()]
    told = _unusual(score=row.score, weighted_by=row.weighted_by, weights=weights)
    return {"name": row.counts, "maximum": row.maximum, "required": required, **told}


def _weight(row: WorkloadWeight) -> Record:
    ends = {"low": row.low, "high": row.high}
    place = {"stage": row.stage} if row.stage else {end: Fraction(at) for end, at in ends.items() if at is not None}
    return place | {"counts": Fraction(row.weight)}


def _unusual(**values: Any) -> Record:
    """What says more than its default, which is empty for all of these."""
    return {name: value for name, value in values.items() if value not in (None, "", 0, False, [])}


def _instant(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat() if value else None
