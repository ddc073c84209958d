"""Every table of partner data has both locks: `visible_to(actor)` on its manager and a policy in the database.

The usual mistakes are a new table whose `policies.py` nobody wrote (the database role of partners may read its whole
app), a policy that no migration put in force, and a model that has only Django's plain manager.
"""

from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.guards.locks import TENANT_COLUMNS, locked_models, policies, rows_of
from tests.guards.records import columns, own_models
from tests.guards.verdict import judge

pytestmark = pytest.mark.django_db

WITHOUT_TENANT_COLUMN = {
    "directory_organization": "its rows are the companies themselves",
    "directory_account": "shared by partners, each through its link",
    "directory_accountpair": "for the brand owner alone: it may join the accounts of two partners",
}
READ_BY_THE_SYSTEM_ONLY = {"core.OutboxEvent": "no page lists events; verbs write them, workers read them"}
# The same for everybody: no policy, though partners' database role may read them.
REFERENCE = {
    "catalog_currency": "currencies",
    "catalog_exchangerate": "rates",
    "catalog_price": "list prices",
    "catalog_product": "products",
    "catalog_productline": "product lines",
    "directory_territory": "the territory tree",
    "directory_territoryarea": "what belongs to a territory",
    "opportunities_lossreason": "reasons of a lost deal",
    "opportunities_lossreasonname": "their names in other languages",
    "opportunities_source": "where deals come from",
    "opportunities_sourcename": "their names in other languages",
    "opportunities_stage": "stages",
    "opportunities_stagename": "their names in other languages",
}


def test_partner_data_has_a_policy() -> None:
    tenant = {model._meta.db_table for model in own_models() if TENANT_COLUMNS & columns(model)}
    judge((f"{table} has no policy" for table in tenant - set(policies())), walked=tenant)
    judge(set(policies()) - tenant, walked=policies(), excused=WITHOUT_TENANT_COLUMN)


def test_partners_read_nothing_else_but_reference_data() -> None:
    readable = [
        model._meta.db_table
        for model in own_models()
        if rows_of("SELECT has_table_privilege('prm_partner', %s, 'SELECT')", model._meta.db_table) == [(True,)]
    ]
    judge((table for table in readable if table not in policies()), walked=readable, excused=REFERENCE)


def test_partners_read_no_costs() -> None:
    """Not even by a column of a table that they otherwise need."""
    readable = rows_of(
        "SELECT relname::text, attname::text FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped"
        " AND (attname LIKE '%cost%' OR relname LIKE '%cost%')"
    )
    assert ("catalog_productcost", "amount") in readable
    open_to_partners = [
        f"{table}.{column}"
        for table, column in readable
        if rows_of("SELECT has_column_privilege('prm_partner', %s, %s, 'SELECT')", table, column) == [(True,)]
    ]
    judge(open_to_partners, walked=readable, excused={"catalog_product.cost": "emptied by its migration"})
    with acting_as(SYSTEM):
        assert rows_of("SELECT count(*) FROM catalog_product WHERE cost IS NOT NULL") == [(0,)]


def test_policies_bind_even_the_owner() -> None:
    forced = rows_of("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    judge(set(policies()) ^ {table for (table,) in forced}, walked=forced)


def test_database_has_the_policies_that_the_code_declares() -> None:
    stored = {
        (table, role)
        for table, roles in rows_of("SELECT tablename, roles::text[] FROM pg_policies WHERE cmd IN ('ALL', 'SELECT')")
        for role in roles
    }
    declared = {(table, role) for table in policies() for role in ("prm_owner", "prm_system")}
    declared |= {(table, "prm_partner") for table, policy in policies().items() if policy.partner}
    declared |= {(table, "prm_brand_owner") for table, policy in policies().items() if policy.brand_owner}
    declared |= {(table, "prm_administrator") for table, policy in policies().items() if policy.administrator}
    declared |= {(table, "prm_app") for table, policy in policies().items() if policy.sign_in}
    judge((f"{table} for {role}" for table, role in stored ^ declared), walked=declared)


def test_managers_know_who_sees_what() -> None:
    plain = {model._meta.label for model in locked_models() if not hasattr(model._default_manager, "visible_to")}
    judge(plain, walked=locked_models(), excused=READ_BY_THE_SYSTEM_ONLY)
