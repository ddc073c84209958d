"""Row-level security as declarations: one `Policy` a table, beside the models it protects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.migrations import RunSQL

OWN = "nullif(current_setting('prm.organization', true), '')::bigint"
VISIBLE = "nullif(current_setting('prm.organizations', true), '')::bigint[]"
OF_VISIBLE_PARTNER = f"partner_id = ANY ({VISIBLE})"
OF_OWN_COMPANY = f"partner_id = {OWN}"
NOT_PRIVATE = f"(private_to IS NULL OR private_to = {OWN})"
EVERYBODY = "true"

ALWAYS = ("prm_owner", "prm_system")
ROLES = (*ALWAYS, "prm_partner", "prm_brand_owner", "prm_administrator", "prm_app")
PARTS = ("rows", "added", "changed", "removed")


@dataclass(frozen=True, slots=True)
class Policy:
    """What each side may see of a table; `*_check` narrows what it may write of that: a row is added, changed and
    removed only where the condition holds for the row as it is and as it becomes.

    `brand_owner_changes` narrows further which rows the brand owner's people change, where they may add others.
    `None` gives a side no rows at all. `administrator` is what Django admin sees beyond the brand owner's rows;
    `sign_in` what the program sees before there is an actor.
    """

    table: str
    partner: str | None
    brand_owner: str | None
    partner_check: str | None = None
    brand_owner_check: str | None = None
    brand_owner_changes: str = EVERYBODY
    administrator: str | None = None
    sign_in: str | None = None

    def statements(self) -> list[str]:
        """The SQL that puts this policy in force, whatever stood there before."""
        table = f'"{self.table}"'
        sql = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"]
        sql += [f"DROP POLICY IF EXISTS {role}_{part} ON {table}" for role in ROLES for part in PARTS]
        rules: list[tuple[str, str, str | None]] = [(role, EVERYBODY, None) for role in ALWAYS]
        rules += [("prm_partner", self.partner, self.partner_check)] if self.partner else []
        rules += [("prm_brand_owner", self.brand_owner, self.brand_owner_check)] if self.brand_owner else []
        rules += [(role, rows, None) for role, rows in self._further() if rows]
        changes = {"prm_brand_owner": self.brand_owner_changes}
        return sql + [
            statement for rule in rules for statement in _policies(table, *rule, changes.get(rule[0], EVERYBODY))
        ]

    def _further(self) -> list[tuple[str, str | None]]:
        return [("prm_administrator", self.administrator), ("prm_app", self.sign_in)]


def _policies(table: str, role: str, rows: str, check: str | None, changes: str) -> list[str]:
    """One policy for all commands, or one for each where not all that is seen may be written.

    Those for writing stand apart, so that reading never evaluates their conditions: these may look into tables whose
    own policies look back into this one.
    """
    if check is None:
        return [f"CREATE POLICY {role}_rows ON {table} TO {role} USING ({rows}) WITH CHECK ({rows})"]
    both = f"({rows}) AND ({check})"
    changed, becomes = both, check
    if changes != EVERYBODY:
        changed, becomes = f"{both} AND ({changes})", f"({check}) AND ({changes})"
    return [
        f"CREATE POLICY {role}_rows ON {table} FOR SELECT TO {role} USING ({rows})",
        f"CREATE POLICY {role}_added ON {table} FOR INSERT TO {role} WITH CHECK ({check})",
        f"CREATE POLICY {role}_changed ON {table} FOR UPDATE TO {role} USING ({changed}) WITH CHECK ({becomes})",
        f"CREATE POLICY {role}_removed ON {table} FOR DELETE TO {role} USING ({both})",
    ]


def protect(policies: Iterable[Policy], *tables: str) -> RunSQL:
    """A migration operation that puts the policies of these tables in force.

    The tables are named because a policies module grows: a migration of today must not touch tables of tomorrow.
    It is not undone by itself, since unlocking is never wanted. Raises KeyError for a table without a policy.
    """
    by_table = {policy.table: policy for policy in policies}
    statements: list[Any] = [statement for table in tables for statement in by_table[table].statements()]
    return RunSQL(statements, RunSQL.noop)
