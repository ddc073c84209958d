"""The rules that are there become version 1, so that they go on deciding."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import migrations
from django.utils import timezone

PARTS = {
    "RuleGroup": {"rules": "Rule"},
    "Rule": {"criteria": "Criterion", "candidates": "RuleCandidate", "workload_rules": "WorkloadRule"},
    "Criterion": {"values": "CriterionValue"},
}
PARENTS = {"Rule": "group", "Criterion": "rule", "RuleCandidate": "rule", "WorkloadRule": "rule", "CriterionValue": "criterion"}
ORDER = {
    "RuleGroup": ("order", "id"),
    "Rule": ("sequence", "id"),
    "Criterion": ("position", "id"),
    "CriterionValue": ("position", "id"),
}


def publish_first(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias

    def written(model: str, above: Any = None) -> list[dict[str, Any]]:
        rows = apps.get_model("assignment", model).objects.using(database).order_by(*ORDER.get(model, ("id",)))
        parent = PARENTS.get(model)
        return [record(model, row) for row in (rows.filter(**{parent: above}) if parent else rows)]

    def record(model: str, row: Any) -> dict[str, Any]:
        fields = [field for field in row._meta.concrete_fields if field.name != PARENTS.get(model)]
        columns = {field.attname: plain(field.value_from_object(row)) for field in fields}
        return columns | {name: written(part, row) for name, part in PARTS.get(model, {}).items()}

    versions = apps.get_model("assignment", "RuleVersion").objects.using(database)
    content = {"format": 1, "groups": written("RuleGroup")}
    versions.create(number=1, content=content, published_at=timezone.now())


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, Decimal) else value


class Migration(migrations.Migration):
    dependencies = [("assignment", "0007_rule_versions")]
    operations = [migrations.RunPython(publish_first, migrations.RunPython.noop)]
