"""Verbs around rule files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from assignment import matching
from assignment.exchange.reading import RuleFile, load_known, read_rule_file
from assignment.exchange.staff import Staff, load_staff
from assignment.models import (
    Criterion,
    CriterionValue,
    ExpertiseLevel,
    Rule,
    RuleCandidate,
    RuleGroup,
    WorkloadRule,
    WorkloadWeight,
)
from assignment.versions.permissions import may_publish
from prm.core.actor import Actor
from prm.directory.models import Territory


@transaction.atomic
def import_rules(text: str, *, actor: Actor) -> list[RuleGroup]:
    """Make the draft's groups of the file's names what the file says, and leave the other groups alone.

    Groups and rules are found by name, the others of these groups removed. Nothing is in force before it is published.
    Raises CaseFileError with the first place that does not fit, before anything is written.
    """
    if not may_publish(actor):
        raise PermissionDenied
    staff = load_staff()
    file = read_rule_file(text, load_known(staff))
    return [_write_group(group, file, staff) for group in file.groups]


def _write_group(group: matching.RuleGroup, file: RuleFile, staff: Staff) -> RuleGroup:
    last = RuleGroup.objects.aggregate(last=Max("order"))["last"] or 0
    owner, fallback = file.owners[group.name], group.fallback
    fields = {
        "add_scores": group.add_scores,
        "replace": group.replace,
        "owner_id": staff.ids[owner] if owner else None,
        "fallback_id": staff.ids[str(fallback)] if fallback else None,
    }
    row, _ = RuleGroup.objects.update_or_create(
        name=group.name, defaults=fields, create_defaults={"order": last + 1, **fields}
    )
    rules = [rule for rule in file.rules if rule.group == group.id]
    row.rules.exclude(name__in=[rule.name for rule in rules]).delete()
    there = {rule.name: rule for rule in row.rules.all()}
    for rule in rules:
        _write_rule(there.get(rule.name) or Rule(group=row, name=rule.name, version=0), rule, staff)
    return row


def _write_rule(row: Rule, rule: matching.Rule, staff: Staff) -> None:
    is_territory = rule.source is matching.Source.TERRITORY and rule.source_value
    territory = Territory.objects.get(name=rule.source_value) if is_territory else None
    for name in ("active", "activation", "expiration", "exclusive", "score", "passing_score", "filter", "source"):
        setattr(row, name, getattr(rule, name))
    row.sequence, row.gives_lead, row.team_role = rule.sequence or 0, rule.lead, rule.team_role or ""
    row.source_role = (rule.source_value or "") if rule.source is matching.Source.ROLE else ""
    row.source_territory = territory
    row.named_lead_id = staff.ids[str(rule.named_lead)] if rule.named_lead else None
    row.response_days = None if rule.response_hours is None else rule.response_hours // 24
    row.version += 1
    row.save()
    criteria = _replace(
        row.criteria.all(), [Criterion(rule=row, **_criterion(c, n)) for n, c in _counted(rule.criteria)]
    )
    for stored, criterion in zip(criteria, rule.criteria, strict=True):
        _replace(stored.values.all(), [_value(stored, value, n) for n, value in _counted(criterion.values)])
    row.candidates.all().delete()
    RuleCandidate.objects.bulk_create(_listed(row, listed, staff) for listed in rule.listed)
    workloads = _replace(row.workload_rules.order_by("pk"), [_workload(row, workload) for workload in rule.workload])
    for stored, workload in zip(workloads, rule.workload, strict=True):
        weights = workload.weighing.weights if workload.weighing else ()
        _replace(stored.weights.all(), [_weight(stored, weight, n) for n, weight in _counted(weights)])


def _replace(there: Iterable[Any], wanted: Sequence[Any]) -> Sequence[Any]:
    """Rows keep their ids as far as there are any, so that the difference tells what changed and not that all did."""
    known = list(there)
    for row, old in zip(wanted, known, strict=False):
        row.pk = old.pk
    for old in known[len(wanted) :]:
        old.delete()
    for row in wanted:
        row.save(force_update=row.pk is not None)
    return wanted


def _counted(rows: Sequence[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(rows, start=1)


def _criterion(criterion: matching.Criterion, number: int) -> dict[str, Any]:
    names = ("compare", "attribute", "required", "inclusion", "score")
    return {"position": number, **{name: getattr(criterion, name) for name in names}}


def _value(criterion: Criterion, value: matching.Value, number: int) -> CriterionValue:
    level = ExpertiseLevel.objects.get(name=value.min_expertise) if value.min_expertise else None
    return CriterionValue(
        criterion=criterion,
        position=number,
        content=content(value.pattern),
        score=int(value.score),
        minimum_level=level,
    )


def _listed(row: Rule, listed: matching.Listed, staff: Staff) -> RuleCandidate:
    dates = {"activation": listed.activation, "expiration": listed.expiration}
    return RuleCandidate(rule=row, person_id=staff.ids[str(listed.person)], score=int(listed.score), **dates)


def _workload(row: Rule, workload: matching.WorkloadRule) -> WorkloadRule:
    said = {"score": workload.score, "maximum": workload.maximum, "required": workload.required}
    by = str(workload.weighing.by) if workload.weighing else ""
    return WorkloadRule(rule=row, counts=workload.name, weighted_by=by, **said)


def _weight(row: WorkloadRule, weight: matching.Weight, number: int) -> WorkloadWeight:
    amounts = {"low": _decimal(weight.low), "high": _decimal(weight.high), "weight": _decimal(weight.counts)}
    return WorkloadWeight(workload_rule=row, position=number, stage=weight.stage, **amounts)


def _decimal(amount: matching.Amount | None) -> Decimal | None:
    exact = None if amount is None else Fraction(amount)
    return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def content(pattern: matching.Pattern) -> dict[str, Any]:
    """A pattern as the editor stores it; the reverse of `rulebook.pattern`."""
    if isinstance(pattern, matching.Composite):
        return {"all": {name: _part(part) for name, part in pattern.parts}}
    return content_of_simple(pattern)


def content_of_simple(pattern: matching.Simple) -> dict[str, Any]:
    if isinstance(pattern, matching.Range):
        ends = {"low": pattern.low, "high": pattern.high}
        return {end: _spelled(value) for end, value in ends.items() if value not in (None, "")}
    return {"value": pattern.label()}


def _part(part: matching.Simple) -> Any:
    return content_of_simple(part) if isinstance(part, matching.Range) else part.label()


def _spelled(value: Any) -> str:
    """An end of a range as text; decimals of a file are exact fractions."""
    if isinstance(value, Fraction):
        return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return str(value)
