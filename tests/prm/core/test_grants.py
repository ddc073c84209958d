from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from prm.core import grants
from prm.core.actor import Actor, Role, Side
from prm.core.rls import acting_as

pytestmark = pytest.mark.django_db

PARTNER = Actor(role=Role.PARTNER_REP, side=Side.PARTNER, organization_id=1, organizations=(1,))


def listed_rights(rights: str) -> set[str]:
    """`SELECT, UPDATE (a, b)` → SELECT, UPDATE (a), UPDATE (b)."""
    found = set()
    for right, columns in re.findall(r"(\w+)(?: \(([^)]*)\))?", rights):
        found |= {f"{right} ({column})" for column in columns.split(", ")} if columns else {right}
    return found


def rights_on(table: str) -> dict[str, set[str]]:
    """Role → rights, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee::regrole::text, privilege_type FROM pg_class, aclexplode(relacl)"
            " WHERE oid = %s::regclass AND grantee <> relowner",
            [table],
        )
        rows = cursor.fetchall()
        cursor.execute(
            "SELECT grantee::regrole::text, privilege_type || ' (' || attname || ')'"
            " FROM pg_attribute, aclexplode(attacl) WHERE attrelid = %s::regclass",
            [table],
        )
        found: dict[str, set[str]] = {}
        for role, right in [*rows, *cursor.fetchall()]:
            found.setdefault(role, set()).add(right)
        return found


def test_database_has_what_the_list_says() -> None:
    tables = 0
    for app in apps.get_app_configs():
        for model in app.get_models(include_auto_created=True):
            owner = model._meta.auto_created or model
            listed = grants.rights_of(app.label, owner._meta.model_name)
            expected = {role: listed_rights(rights) for role, rights in listed.items()}
            assert rights_on(model._meta.db_table) == expected, model._meta.db_table
            tables += 1
    assert tables > 20


def test_every_line_of_the_list_is_an_app_with_tables() -> None:
    labels = {app.label for app in apps.get_app_configs() if any(app.get_models())}
    assert {key.split(".")[0] for key in grants.GRANTS} == labels


def test_app_missing_from_the_list_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no line in prm/core/grants\.py"):
        grants.rights_of("surprise", "box")


@pytest.mark.parametrize("table", ["access_user", "django_session", "mfa_authenticator", "django_migrations"])
def test_partner_cannot_touch_sign_in_tables(table: str) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(PARTNER), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")


def test_partner_cannot_read_any_table_of_assignment() -> None:
    tables = [model._meta.db_table for model in apps.get_app_config("assignment").get_models()]
    assert tables
    for table in tables:
        assert "prm_partner" not in rights_on(table)


def test_without_a_role_only_sign_in_tables_are_open() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM directory_organization")
