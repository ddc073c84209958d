"""Database roles and the database itself: made once per PostgreSQL cluster by a superuser, never in a migration.

`prm_owner` owns and migrates. `prm_app` is how the program signs in: by itself it may use the sign-in tables only and
takes one of the group roles for the length of a transaction. Needs no settings, so that it runs before Django.
"""

from __future__ import annotations

from contextlib import closing

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.sql import SQL, Identifier, Literal

OWNER, APP = "prm_owner", "prm_app"
PARTNER, BRAND_OWNER, SYSTEM, ADMINISTRATOR = "prm_partner", "prm_brand_owner", "prm_system", "prm_administrator"
GROUPS = (PARTNER, BRAND_OWNER, SYSTEM, ADMINISTRATOR)
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")

OLDEST_VERSION, UNICODE_FAST_VERSION = 170_000, 180_000
PREPARED = "Partner portal, roles and database prepared (1)"
ADVISORY_LOCK = 7_266_001


class RoleProblem(Exception):
    """A cluster or connection that must not be used: what is wrong and what to do."""


def prepare(address: str, name: str, *, owner_password: str = "", app_password: str = "") -> None:
    """Create what is missing of roles, memberships, database and extensions; changes nothing that is right.

    `address` is a libpq address of a superuser (or of a role with CREATEROLE and CREATEDB), in any database.
    Passwords are set where given. Raises RoleProblem where the server is too old or orders text by a language.
    """
    with closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        _require_version(connection)
        _run(connection, SQL("SELECT pg_advisory_lock({})").format(Literal(ADVISORY_LOCK)))
        _create_roles(connection)
        for role, password in ((OWNER, owner_password), (APP, app_password)):
            if password:
                _run(connection, SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(role), Literal(password)))
        _create_database(connection, name)
        with closing(psycopg2.connect(address, dbname=name)) as inside:
            inside.autocommit = True
            furnish(inside)
        _run(connection, SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(PREPARED)))


def create_database(connection: Connection, name: str, *, template: str = "template0") -> None:
    """A database of prm_owner; from template0 with text ordered by code point, the same on every machine."""
    statement = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        Identifier(name), Identifier(OWNER), Identifier(template)
    )
    if template == "template0":
        locale = "PG_UNICODE_FAST" if connection.server_version >= UNICODE_FAST_VERSION else "C.UTF-8"
        statement += SQL(" ENCODING UTF8 LOCALE_PROVIDER builtin BUILTIN_LOCALE {} LOCALE 'C'").format(Literal(locale))
    _run(connection, statement)


def furnish(connection: Connection) -> None:
    """Extensions and settings inside a new database; also allowed to its owner."""
    for extension in EXTENSIONS:
        _run(connection, SQL("CREATE EXTENSION IF NOT EXISTS {}").format(Identifier(extension)))
    name = Identifier(connection.info.dbname)
    # A pooler in transaction mode would not keep a time zone that a session sets for itself.
    _run(connection, SQL("ALTER DATABASE {} SET timezone TO 'UTC'").format(name))
    _run(connection, SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    _run(connection, SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, Identifier(APP)))
    if not _value(connection, SQL("SELECT 'B' < 'a'")):
        raise RoleProblem(
            f"Database {connection.info.dbname} orders text by a language, pages of lists need the order of code "
            "points: create it with LOCALE_PROVIDER builtin (docs/operations.md)."
        )


def is_prepared(connection: Connection) -> bool:
    """Whether `prepare` has finished for the connected database."""
    found = SQL("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()")
    return _value(connection, found) == PREPARED


def problem_of(connection: Connection) -> str:
    """Why this connection must not serve the program: too many rights, or text in the wrong order; else empty."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, rolsuper OR rolbypassrls, session_user = 'prm_owner', 'B' < 'a', EXISTS ("
            " SELECT FROM pg_auth_members WHERE member = pg_roles.oid AND inherit_option)"
            " FROM pg_roles WHERE rolname = session_user"
        )
        user, unrestricted, owner, by_code_point, inherits = cursor.fetchone() or ("", True, True, True, True)
    if unrestricted or owner:
        return f"The program signs in as {user}, whom row-level security does not bind: DATABASE_URL must use prm_app."
    if inherits:
        return f"{user} inherits the rights of its groups: run `manage.py prepare_database`, which takes that away."
    if not by_code_point:
        return "The database orders text by a language: create it with LOCALE_PROVIDER builtin (docs/operations.md)."
    return ""


def _require_version(connection: Connection) -> None:
    if connection.server_version < OLDEST_VERSION:
        raise RoleProblem(
            f"PostgreSQL {connection.server_version // 10_000} is too old: version 17 or later is needed."
        )


def _create_roles(connection: Connection) -> None:
    attributes = {OWNER: "LOGIN CREATEDB", APP: "LOGIN NOINHERIT"} | dict.fromkeys(GROUPS, "NOLOGIN")
    for role, attribute in attributes.items():
        exists = _value(connection, SQL("SELECT count(*) FROM pg_roles WHERE rolname = {}").format(Literal(role)))
        verb = "ALTER" if exists else "CREATE"
        _run(connection, SQL(f"{verb} ROLE {{}} {attribute}").format(Identifier(role)))
    # Each membership has an INHERIT option of its own; NOINHERIT is only the default of later ones.
    for group in GROUPS:
        grant = SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE")
        _run(connection, grant.format(Identifier(group), Identifier(APP)))
    grant = SQL("GRANT {} TO {} WITH INHERIT TRUE")
    _run(connection, grant.format(Identifier(BRAND_OWNER), Identifier(ADMINISTRATOR)))


def _create_database(connection: Connection, name: str) -> None:
    if not _value(connection, SQL("SELECT count(*) FROM pg_database WHERE datname = {}").format(Literal(name))):
        create_database(connection, name)


def _run(connection: Connection, statement: SQL) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _value(connection: Connection, query: SQL) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
        return row[0] if row else None
