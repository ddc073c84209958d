from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connections

from prm.core.policies import Policy
from prm.core.protection import declared_functions, declared_policies, protect_after_migrate, restore

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TABLE = "opportunities_helprequest"
EXPRESSIONS = "SELECT polname::text, pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = %s::regclass"


@pytest.fixture
def owner() -> Iterator[Any]:
    with connections["owner"].cursor() as cursor:
        yield cursor


def expressions(owner: Any) -> dict[str, str]:
    owner.execute(EXPRESSIONS, [TABLE])
    return dict(owner.fetchall())


def policy() -> Policy:
    declared = {policy.table: policy for policy in declared_policies(apps.get_app_config("opportunities"))}
    return declared[TABLE]


def migrate() -> None:
    """What `manage.py migrate` tells at its end, with nothing to migrate."""
    for name in ("opportunities", "access", "core"):
        protect_after_migrate(apps.get_app_config(name), using="owner")


def test_loosened_policy_is_restored(owner: Any) -> None:
    before = expressions(owner)
    owner.execute(f"ALTER POLICY prm_partner_rows ON {TABLE} USING (true)")
    assert expressions(owner)["prm_partner_rows"] == "true"
    migrate()
    assert expressions(owner) == before


def test_policy_that_nobody_declares_goes(owner: Any) -> None:
    before = expressions(owner)
    owner.execute(f"CREATE POLICY for_a_moment ON {TABLE} TO prm_partner USING (true)")
    migrate()
    assert expressions(owner) == before


def test_unlocked_table_is_locked_again(owner: Any) -> None:
    owner.execute(f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY")
    migrate()
    owner.execute("SELECT relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [TABLE])
    assert owner.fetchone() == (True,)


def test_what_is_in_force_is_left_alone(owner: Any) -> None:
    """Making a policy anew waits for everybody who reads the table."""
    assert not restore(policy(), owner)
    assert restore(Policy(table=TABLE, partner="false", brand_owner="true"), owner)
    assert restore(policy(), owner)
    assert not restore(policy(), owner)


def test_changed_function_is_restored(owner: Any) -> None:
    body = "SELECT prosrc, (SELECT count(*) FROM aclexplode(proacl) WHERE grantee = 0) FROM pg_proc WHERE proname = %s"
    owner.execute(body, ["access_typed_form"])
    before = owner.fetchone()
    owner.execute(
        "CREATE OR REPLACE FUNCTION access_typed_form(hash text, reader bigint, wanted text) RETURNS jsonb"
        " LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT '{}'::jsonb $$"
    )
    owner.execute("GRANT EXECUTE ON FUNCTION access_typed_form(text, bigint, text) TO public")
    migrate()
    owner.execute(body, ["access_typed_form"])
    assert owner.fetchone() == before
    assert before[1] == 0


def test_other_aliases_change_nothing() -> None:
    protect_after_migrate(apps.get_app_config("opportunities"), using="default")


def test_declarations_are_found_in_every_app() -> None:
    assert declared_policies(apps.get_app_config("core"))
    assert declared_functions(apps.get_app_config("access"))
    assert not declared_functions(apps.get_app_config("catalog"))
