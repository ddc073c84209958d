"""Writing a published content back into the editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from assignment.models import Rule, RuleGroup
from assignment.versions.content import PARTS, Content, content_of, draft, groups_in


def put_back(content: Content) -> None:
    """The editor's groups and rules become those of the content, each with the id that it had.

    A rule that differs from the draft's gets a version number above both. Raises ValidationError where a territory or
    level that it names is gone. The caller's transaction.
    """
    groups = groups_in(content)
    _check_named(groups)
    _count_changes(groups)
    Rule.objects.all().delete()
    RuleGroup.objects.exclude(pk__in=[group.pk for group in groups]).delete()
    # Two groups may have swapped their names.
    RuleGroup.objects.update(name=Concat(Value("~"), "id", output_field=models.CharField()))
    _save(RuleGroup, groups)


def _save(model: type[models.Model], rows: list[Any]) -> None:
    """Records and all below them, one statement a kind."""
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=names)
    for name, part in PARTS.get(model, {}).items():
        _save(part, [below for row in rows for below in getattr(row, name).all()])


def _check_named(groups: list[RuleGroup]) -> None:
    for group in groups:
        for rule in group.rules.all():
            levels = [value for criterion in rule.criteria.all() for value in criterion.values.all()]
            gone = rule.source_territory_id is not None and rule.source_territory is None
            if gone or any(value.minimum_level_id and value.minimum_level is None for value in levels):
                text = _("Rule “%(rule)s” of that version names a territory or a level that is no longer there.")
                raise ValidationError(text % {"rule": rule.name})
            _forget_people(rule, "named_lead")
        _forget_people(group, "owner", "fallback")


def _forget_people(row: models.Model, *names: str) -> None:
    """People who are gone were taken from the draft as well."""
    for name in names:
        if getattr(row, name) is None:
            setattr(row, name, None)


def _count_changes(groups: list[RuleGroup]) -> None:
    drafted = {rule["id"]: rule for group in draft()["groups"] for rule in group["rules"]}
    coming = {rule["id"]: rule for group in content_of(groups)["groups"] for rule in group["rules"]}
    for group in groups:
        for rule in group.rules.all():
            there = drafted.get(rule.pk)
            if there is None:
                rule.version += 1
            elif there | {"version": 0} != coming[rule.pk] | {"version": 0}:
                rule.version = max(rule.version, there["version"]) + 1
            else:
                rule.version = there["version"]
