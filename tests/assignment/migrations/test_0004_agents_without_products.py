from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from assignment.models import Criterion, Rule
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.scene import Scene

migration = import_module("assignment.migrations.0004_agents_without_products")
AS_SHIPPED: dict[str, Any] = {"score": 30, "passing_score": 50, "version": 1}


@pytest.mark.parametrize(
    ("changes", "after"),
    [
        ({}, (30, 30, 2, 1)),
        ({"passing_score": 60}, (30, 60, 1, 0)),
        ({"score": 40}, (40, 50, 1, 0)),
        ({"version": 2}, (30, 50, 2, 0)),
        ({"source": "everybody"}, (30, 50, 1, 0)),
    ],
)
def test_only_the_rule_as_it_was_shipped_changes(
    scene: Scene, changes: dict[str, Any], after: tuple[int, int, int, int]
) -> None:
    with acting_as(SYSTEM):
        rule = Rule.objects.get(name=migration.NAME)
        Rule.objects.filter(pk=rule.pk).update(**AS_SHIPPED | changes)
        Criterion.objects.filter(rule=rule, attribute="role").delete()
        with connection.schema_editor() as editor:
            migration.fill(apps, editor)
        rule.refresh_from_db()
        roles = rule.criteria.filter(attribute="role").count()
    assert (rule.score, rule.passing_score, rule.version, roles) == after
