"""After each migration the database has the policies and functions that the code declares, whatever stood there before.

An app declares policies in files `policies.py` (`POLICIES`) and database functions in `functions.py` (`FUNCTIONS`, SQL
that may run again). A policy is put in force anew only where it differs, since that waits for everybody who reads the
table; a function that changes its columns has to be dropped by a migration first.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from prm.core.database_router import OWNER_ALIAS
from prm.core.policies import Policy

NOTE_ON = "prm_owner_rows"
# Everything that decides what a table shows, as PostgreSQL has it now; beside it the note of the last time.
STATE = f"""
SELECT md5(concat_ws(' ', relrowsecurity, relforcerowsecurity, (
        SELECT string_agg(concat_ws(' ', polname, polcmd, polpermissive, polroles::regrole[],
            pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)), E'\\n' ORDER BY polname)
        FROM pg_policy WHERE polrelid = class.oid))),
    (SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polrelid = class.oid AND polname = '{NOTE_ON}'),
    ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = class.oid)
FROM pg_class AS class WHERE class.oid = %s::regclass
"""  # noqa: S608
# A function may read tables that a later migration makes.
UNCHECKED = "SET LOCAL check_function_bodies TO off"


def declared_policies(app: AppConfig) -> list[Policy]:
    """The policies of an app's tables, of all its `policies.py`."""
    return [policy for module in _modules(app, "policies.py") for policy in getattr(module, "POLICIES", [])]


def declared_functions(app: AppConfig) -> list[str]:
    """The SQL that makes an app's database functions."""
    return [sql for module in _modules(app, "functions.py") for sql in getattr(module, "FUNCTIONS", [])]


def protect_after_migrate(sender: AppConfig, using: str, **options: Any) -> None:
    """Receiver of post_migrate: restores the policies and functions of one app."""
    if using != OWNER_ALIAS:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        tables = set(connections[using].introspection.table_names(cursor))
        for policy in declared_policies(sender):
            if policy.table in tables:
                restore(policy, cursor)
        cursor.execute(UNCHECKED)
        for function in declared_functions(sender):
            cursor.execute(function)


def restore(policy: Policy, cursor: CursorWrapper) -> bool:
    """Put a policy in force where the table's is another one, and drop those that nobody declares; whether it was."""
    declared = hashlib.md5("\n".join(policy.statements()).encode(), usedforsecurity=False).hexdigest()
    state, note, names = _state(policy, cursor)
    if note == f"{declared} {state}":
        return False
    for name in names:
        cursor.execute(f'DROP POLICY "{name}" ON "{policy.table}"')
    for statement in policy.statements():
        cursor.execute(statement)
    state, _, _ = _state(policy, cursor)
    cursor.execute(f'COMMENT ON POLICY {NOTE_ON} ON "{policy.table}" IS %s', (f"{declared} {state}",))
    return True


def _state(policy: Policy, cursor: CursorWrapper) -> tuple[str, str | None, list[str]]:
    cursor.execute(STATE, (policy.table,))
    row: tuple[str, str | None, list[str]] = cursor.fetchone()
    return row


def _modules(app: AppConfig, name: str) -> Iterator[Any]:
    folder = Path(app.path)
    for file in sorted(folder.rglob(name)):
        parts = file.relative_to(folder).with_suffix("").parts
        yield importlib.import_module(".".join([app.name, *parts]))
