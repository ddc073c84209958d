"""Row-level security as declarations: one `Policy` a table, beside the models it protects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.migrations import RunSQL

OWN = "nullif(current_setting('prm.organization', true), '')::bigint"
VISIBLE = "nullif(current_setting('prm.organizations', true), '')::bigint[]"
OF_VISIBLE_PARTNER = f"partner_id = ANY ({VISIBLE})"
NOT_PRIVATE = f"(private_to IS NULL OR private_to = {OWN})"
EVERYBODY = "true"

ALWAYS = ("prm_owner", "prm_system")


@dataclass(frozen=True, slots=True)
class Policy:
    """What each side may see of a table; `*_check` says what it may write where that differs.

    `None` gives a side no rows at all.
    """

    table: str
    partner: str | None
    brand_owner: str | None
    partner_check: str | None = None
    brand_owner_check: str | None = None

    def statements(self) -> list[str]:
        """The SQL that puts this policy in force, whatever stood there before."""
        table = f'"{self.table}"'
        sql = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"]
        rules = [(role, EVERYBODY, EVERYBODY) for role in ALWAYS]
        if self.partner:
            rules.append(("prm_partner", self.partner, self.partner_check or self.partner))
        if self.brand_owner:
            rules.append(("prm_brand_owner", self.brand_owner, self.brand_owner_check or self.brand_owner))
        for role in (*ALWAYS, "prm_partner", "prm_brand_owner"):
            sql.append(f"DROP POLICY IF EXISTS {role}_rows ON {table}")
        for role, using, check in rules:
            sql.append(f"CREATE POLICY {role}_rows ON {table} TO {role} USING ({using}) WITH CHECK ({check})")
        return sql


def protect(policies: Iterable[Policy], *tables: str) -> RunSQL:
    """A migration operation that puts the policies of these tables in force.

    The tables are named because a policies module grows: a migration of today must not touch tables of tomorrow.
    It is not undone by itself, since unlocking is never wanted. Raises KeyError for a table without a policy.
    """
    by_table = {policy.table: policy for policy in policies}
    statements: list[Any] = [statement for table in tables for statement in by_table[table].statements()]
    return RunSQL(statements, RunSQL.noop)
