"""What is locked and how, for the guards of both locks."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from django.db import connection, models

from prm.core.actor import Actor
from prm.core.policies import Policy
from tests.guards import walk
from tests.guards.records import own_models

TENANT_COLUMNS = {"partner_id", "organization_id", "private_to"}


@cache
def policies() -> dict[str, Policy]:
    """Table → its policy, of every `policies.py`."""
    files = [file for file in walk.code_files() if file.endswith("/policies.py")]
    lists = [getattr(importlib.import_module(walk.module_of(file)), "POLICIES", []) for file in files]
    return {policy.table: policy for policies in lists for policy in policies}


@cache
def locked_models() -> tuple[type[models.Model], ...]:
    return tuple(model for model in own_models() if model._meta.db_table in policies())


def first_lock(model: type[models.Model], actor: Actor) -> Any:
    """The rows of a model that the actor's querysets reach."""
    return model._default_manager.visible_to(actor)  # type: ignore[attr-defined]


def keys(rows: Any) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True))


def rows_of(query: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall())
