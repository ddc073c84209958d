"""Who may touch which app's tables at all. Which rows of them, row-level security says.

One list, put in force after each migration by the owner; a new app must say here who uses it.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from prm.core.database_router import OWNER_ALIAS
from prm.core.roles import ADMINISTRATOR, APP, BRAND_OWNER, GROUPS, PARTNER, SYSTEM

READ = "SELECT"
ALL = "SELECT, INSERT, UPDATE, DELETE"
Rights = dict[str, str]

# Before there is an actor the program is prm_app alone; administrators manage users in the admin.
SIGN_IN: Rights = {APP: ALL, SYSTEM: ALL}
USERS: Rights = SIGN_IN | {ADMINISTRATOR: ALL}
SHARED: Rights = {PARTNER: ALL, BRAND_OWNER: ALL, SYSTEM: ALL}
# Kept by administrators, read by everybody who works in the portal.
KEPT: Rights = {PARTNER: READ, BRAND_OWNER: READ, ADMINISTRATOR: ALL, SYSTEM: ALL}
# What people set for themselves: none of it decides what anybody sees or may do.
PREFERENCES = "name, name_sort, job_title, phone, language, time_zone, theme, density"
# A partner's people enter colleagues who were invited and take them out again; role and company stay as they are. The
# brand owner's enter those invited there; everything else about people is done as administrator.
PEOPLE: Rights = {
    PARTNER: f"SELECT, INSERT, UPDATE (active, reports_to_id, {PREFERENCES})",
    BRAND_OWNER: f"SELECT, INSERT, UPDATE ({PREFERENCES})",
    ADMINISTRATOR: ALL,
    SYSTEM: ALL,
}
# Channel managers enter new partners and keep what is written of them; who looks after whom, and what lies below what,
# administrators say.
WRITTEN_OF_PARTNERS = "name, name_sort, type, tier, territory_id, country, region, postal_code, version"
ORGANIZATIONS: Rights = KEPT | {BRAND_OWNER: f"SELECT, INSERT, UPDATE ({WRITTEN_OF_PARTNERS})"}
# Marked instead of deleted.
NEVER_DELETED: Rights = {PARTNER: "SELECT, INSERT, UPDATE", BRAND_OWNER: "SELECT, INSERT, UPDATE", SYSTEM: ALL}
WRITTEN_BY_TRIGGERS: Rights = {PARTNER: READ, BRAND_OWNER: READ, SYSTEM: READ}
NEVER_REWRITTEN: Rights = {PARTNER: "SELECT, INSERT", BRAND_OWNER: "SELECT, INSERT", SYSTEM: ALL}
BRAND_OWNER_ONLY: Rights = {BRAND_OWNER: ALL, SYSTEM: ALL}
EVERYBODY_READS: Rights = dict.fromkeys((APP, *GROUPS), READ)

# App label, or app label and model where one table differs from its app → rights by role.
GRANTS: dict[str, Rights] = {
    "access": USERS,
    "access.invitation": NEVER_DELETED,
    "account": USERS,
    "auth": USERS,
    "mfa": USERS,
    "sessions": USERS,
    "socialaccount": SIGN_IN,
    "usersessions": USERS,
    "contenttypes": EVERYBODY_READS,
    # Whoever edits the rules of their groups there leaves a line in its log.
    "admin": {BRAND_OWNER: "SELECT, INSERT", ADMINISTRATOR: ALL, SYSTEM: ALL},
    "core": SHARED,
    # A password link is asked for before anybody has signed in.
    "core.outboxevent": NEVER_REWRITTEN | {APP: "SELECT, INSERT", ADMINISTRATOR: ALL},
    "directory": SHARED,
    "directory.organization": ORGANIZATIONS,
    "directory.person": PEOPLE,
    "directory.territory": KEPT,
    "directory.territoryarea": KEPT,
    "catalog": KEPT,
    "catalog.productcost": BRAND_OWNER_ONLY,
    "opportunities": KEPT,
    "opportunities.opportunity": NEVER_DELETED,
    "opportunities.member": SHARED,
    "opportunities.memberperiod": NEVER_DELETED,
    "opportunities.opportunitystate": NEVER_DELETED,
    "opportunities.revenueline": NEVER_DELETED,
    "opportunities.helprequest": NEVER_DELETED,
    "opportunities.opportunityhistory": NEVER_REWRITTEN,
    "opportunities.unattended": WRITTEN_BY_TRIGGERS,
    "assignment": BRAND_OWNER_ONLY,
    # Published in the admin by administrators alone, changed by nobody.
    "assignment.ruleversion": {BRAND_OWNER: READ, ADMINISTRATOR: "SELECT, INSERT", SYSTEM: "SELECT, INSERT"},
    "notifications": SHARED,
}


def rights_of(app_label: str, model_name: str) -> Rights:
    """Rights by role on a model's table. Raises ImproperlyConfigured for an app that the list does not know."""
    rights = GRANTS.get(f"{app_label}.{model_name}", GRANTS.get(app_label))
    if rights is None:
        raise ImproperlyConfigured(
            f"App {app_label!r} has tables but no line in prm/core/grants.py: say who uses them."
        )
    return rights


def statements_for(app: AppConfig, tables: set[str]) -> list[str]:
    """The SQL that gives each role its rights on those of the app's tables that exist, and takes away all others."""
    found = []
    for model in app.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            made_for: Any = model._meta.auto_created or model
            rights = rights_of(app.label, made_for._meta.model_name)
            if model._meta.db_table in tables:
                found += _on_table(model._meta.db_table, rights)
    return found


def grant_after_migrate(sender: AppConfig, using: str, **options: Any) -> None:
    """Receiver of post_migrate: the rights on one app's tables, and on Django's own list of migrations."""
    if using != OWNER_ALIAS:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        statements = statements_for(sender, set(connections[using].introspection.table_names(cursor)))
        if sender.label == "contenttypes":
            statements += _on_table("django_migrations", {APP: READ, SYSTEM: READ})
        for statement in statements:
            cursor.execute(statement)


def _on_table(table: str, rights: Rights) -> list[str]:
    revoke = f'REVOKE ALL ON "{table}" FROM PUBLIC, {", ".join((APP, *GROUPS))}'
    return [revoke, *(f'GRANT {right} ON "{table}" TO {role}' for role, right in rights.items())]
