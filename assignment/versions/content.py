"""Groups and rules as one JSON value and back: what a published version holds.

Every column of each record is written by its name, so that a column added later is part of the next version by itself
and has its default in the older ones. What is read back are records that were never saved, with everything below them
fetched: sentences and the engine read them like those of the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from assignment.models import Criterion, CriterionValue, Rule, RuleCandidate, RuleGroup, WorkloadRule, WorkloadWeight

Content = dict[str, Any]
Record = dict[str, Any]
Parts = dict[str, type[models.Model]]

PARTS: dict[type[models.Model], Parts] = {
    RuleGroup: {"rules": Rule},
    Rule: {"criteria": Criterion, "candidates": RuleCandidate, "workload_rules": WorkloadRule},
    Criterion: {"values": CriterionValue},
    WorkloadRule: {"weights": WorkloadWeight},
}
FETCHED = ("rules__criteria__values", "rules__candidates", "rules__workload_rules__weights")
ORDER: dict[type[models.Model], tuple[str, ...]] = {
    RuleGroup: ("order", "id"),
    Rule: ("sequence", "id"),
    Criterion: ("position", "id"),
    CriterionValue: ("position", "id"),
    WorkloadWeight: ("position", "id"),
}
PARENTS = (RuleGroup, Rule, Criterion, WorkloadRule)


def draft() -> Content:
    """The rules as they stand in the editor: seven statements at most."""
    return content_of(RuleGroup.objects.prefetch_related(*FETCHED))


def content_of(groups: Iterable[RuleGroup]) -> Content:
    return {"format": 1, "groups": [_written(group) for group in _in_order(RuleGroup, groups)]}


def groups_in(content: Content) -> list[RuleGroup]:
    """The groups of a version with everything below and beside them. Whoever is no longer there is left out."""
    groups = [_read(RuleGroup, record) for record in content["groups"]]
    _fetch_named(list(_everything(groups)))
    for group in groups:
        for rule in group.rules.all():
            _put(rule, "candidates", [row for row in rule.candidates.all() if _named(row, "person") is not None])
    return groups  # type: ignore[return-value]


def rules_in(groups: Iterable[RuleGroup]) -> list[Rule]:
    """All rules in the order in which they run."""
    return [rule for group in groups for rule in group.rules.all()]


def digest(content: Content) -> str:
    """Names a content: two are the same when their digests are."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def says_the_same(one: Content, other: Content) -> bool:
    """Whether two contents decide alike: how often a rule was changed on the way does not count, nor that a column
    came since."""
    return _uncounted(one) == _uncounted(other)


def _uncounted(content: Content) -> list[Record]:
    return [
        group | {"rules": [{k: v for k, v in rule.items() if k != "version"} for rule in group["rules"]]}
        for group in map(_as_now, content["groups"])
    ]


def _as_now(group: Record) -> Record:
    """A group's record with the columns of today, new ones at their defaults."""
    return _written(_read(RuleGroup, group))


def _written(row: models.Model) -> Record:
    record = {field.attname: _plain(field.value_from_object(row)) for field in own_fields(type(row))}
    for name, model in PARTS.get(type(row), {}).items():
        record[name] = [_written(part) for part in _in_order(model, getattr(row, name).all())]
    return record


def own_fields(model: type[models.Model]) -> list[Any]:
    """All columns but the one that names the record above."""
    return [field for field in model._meta.concrete_fields if field.related_model not in PARENTS]


def _in_order(model: type[models.Model], rows: Iterable[Any]) -> list[Any]:
    names = ORDER.get(model, ("id",))
    return sorted(rows, key=lambda row: tuple(getattr(row, name) for name in names))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _read(model: type[models.Model], record: Record) -> Any:
    known = {field.attname: field.to_python(record[field.attname]) for field in _stored(model, record)}
    row = model(**known)
    row._state.adding = False
    for name, part in PARTS.get(model, {}).items():
        rows = [_read(part, below) for below in record.get(name, [])]
        above = next(field.name for field in part._meta.concrete_fields if field.related_model is model)
        for below in rows:
            setattr(below, above, row)
        _put(row, name, rows)
    return row


def _stored(model: type[models.Model], record: Record) -> Iterator[Any]:
    return (field for field in own_fields(model) if field.attname in record)


def _put(row: models.Model, name: str, rows: list[Any]) -> None:
    """Rows below a record as if they had been prefetched."""
    fetched: Any = PARTS[type(row)][name]._default_manager.all()
    fetched._result_cache, fetched._prefetch_done = rows, True
    kept: dict[str, Any] = row.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[name] = fetched


def _everything(rows: Iterable[Any]) -> Iterator[Any]:
    for row in rows:
        yield row
        for name in PARTS.get(type(row), {}):
            yield from _everything(getattr(row, name).all())


def _fetch_named(rows: list[Any]) -> None:
    """People, territories and levels that the records name, one statement a kind; None where they are gone."""
    wanted: dict[type[models.Model], set[Any]] = {}
    named = [(row, field) for row in rows for field in own_fields(type(row)) if field.is_relation]
    for row, field in named:
        if (pk := getattr(row, field.attname)) is not None:
            wanted.setdefault(field.related_model, set()).add(pk)
    found = {model: model._default_manager.in_bulk(ids) for model, ids in wanted.items()}
    for row, field in named:
        pk = getattr(row, field.attname)
        field.set_cached_value(row, None if pk is None else found[field.related_model].get(pk))


def _named(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name).get_cached_value(row)  # type: ignore[union-attr]
