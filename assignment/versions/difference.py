"""What one version of the rules says otherwise than another, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assignment.attributes import labels_of
from assignment.criterion_words import LabelsOf, criterion_words
from assignment.models import Rule, RuleCandidate, RuleGroup
from assignment.sentences import candidate_words, sentence
from assignment.versions.content import own_fields, rules_in
from assignment.workload_words import workload_words

# Never told: they name a record, or count how often it was changed.
UNTOLD = ("id", "key", "version", "position")


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one group, or of one rule in it, line by line; `rule_id` is None for a group."""

    kind: Kind
    group: str
    rule: str
    group_id: int
    rule_id: int | None
    lines: tuple[str, ...]


def differences(before: Sequence[RuleGroup], after: Sequence[RuleGroup]) -> list[Difference]:
    """In the order of the new version's groups, those removed last. Both have everything below them fetched."""
    labels: LabelsOf = cache(labels_of)
    order = [group.pk for group in after]
    found = [*_groups(before, after), *_rules(rules_in(before), rules_in(after), labels)]
    return sorted(found, key=lambda one: order.index(one.group_id) if one.group_id in order else len(order))


def _groups(before: Sequence[RuleGroup], after: Sequence[RuleGroup]) -> Iterator[Difference]:
    former = {group.pk: group for group in before}
    for group in after:
        if group.pk not in former:
            yield Difference(Kind.ADDED, group.name, "", group.pk, None, tuple(_settings(group)))
        elif lines := tuple(_fields(former[group.pk], group)):
            yield Difference(Kind.CHANGED, group.name, "", group.pk, None, lines)
    for group in before:
        if group.pk not in {one.pk for one in after}:
            yield Difference(Kind.REMOVED, group.name, "", group.pk, None, ())


def _rules(before: Sequence[Rule], after: Sequence[Rule], labels: LabelsOf) -> Iterator[Difference]:
    former = {rule.pk: rule for rule in before}
    for rule in after:
        if rule.pk not in former:
            yield _difference(Kind.ADDED, rule, [sentence(rule, labels)])
        elif lines := list(_changes(former[rule.pk], rule, labels)):
            yield _difference(Kind.CHANGED, rule, lines)
    for rule in before:
        if rule.pk not in {one.pk for one in after}:
            yield _difference(Kind.REMOVED, rule, [sentence(rule, labels)])


def _difference(kind: Kind, rule: Rule, lines: Iterable[str]) -> Difference:
    return Difference(kind, rule.group.name, rule.name, rule.group.pk, rule.pk, tuple(lines))


def _settings(group: RuleGroup) -> Iterator[str]:
    """What a new group says beyond the usual."""
    return _fields(RuleGroup(name=group.name, order=group.order), group)


def _changes(before: Rule, after: Rule, labels: LabelsOf) -> Iterator[str]:
    if before.group.pk != after.group.pk:
        yield _changed(_("Group"), before.group.name, after.group.name)
    yield from _fields(before, after)
    yield from _criteria(before, after, labels)
    yield from _listed(before, after)
    yield from _workloads(before, after, labels)


def _criteria(before: Rule, after: Rule, labels: LabelsOf) -> Iterator[str]:
    told = [{row.pk: criterion_words(row, labels) for row in rule.criteria.all()} for rule in (before, after)]
    return _rows(*told, _("Criterion"))


def _listed(before: Rule, after: Rule) -> Iterator[str]:
    told = [{row.person_id: _dated(row) for row in rule.candidates.all()} for rule in (before, after)]
    return _rows(*told, _("Person listed"))


def _workloads(before: Rule, after: Rule, labels: LabelsOf) -> Iterator[str]:
    told = [{row.pk: workload_words(row, labels) for row in rule.workload_rules.all()} for rule in (before, after)]
    return _rows(*told, _("Workload"))


def _dated(row: RuleCandidate) -> str:
    words = candidate_words(row)
    if row.activation:
        words = _("%(words)s from %(day)s") % {"words": words, "day": _told(row, "activation")}
    return _("%(words)s until %(day)s") % {"words": words, "day": _told(row, "expiration")} if row.expiration else words


def _rows(before: dict[int, str], after: dict[int, str], label: str) -> Iterator[str]:
    for key, words in after.items():
        if key not in before:
            yield _("%(label)s added: %(words)s.") % {"label": label, "words": words}
        elif before[key] != words:
            yield _changed(label, before[key], words)
    for key, words in before.items():
        if key not in after:
            yield _("%(label)s removed: %(words)s.") % {"label": label, "words": words}


def _fields(before: models.Model, after: models.Model) -> Iterator[str]:
    for field in own_fields(type(after)):
        same = getattr(before, field.attname) == getattr(after, field.attname)
        if field.name not in UNTOLD and not same:
            yield _changed(capfirst(field.verbose_name), _told(before, field.name), _told(after, field.name))


def _changed(label: Any, before: str, after: str) -> str:
    return _("%(label)s: %(after)s, before %(before)s.") % {"label": label, "after": after, "before": before}


def _told(row: Any, name: str) -> str:
    """A column's value as people read it."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT").removesuffix(".")
    if field.choices:
        value = row._get_FIELD_display(field)
    return _("empty") if value in (None, "") else str(value)
