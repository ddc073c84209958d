"""The tests' databases: one template per state of the migrations, one clone of it for each process that tests.

prm_owner creates, migrates and truncates; the code under test is prm_app, as in a real installation.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg2.extensions import connection as Connection
from psycopg2.sql import SQL, Composed, Identifier

from prm import embedded_postgres
from prm.core import roles
from prm.environment import CHECKOUT, LOCAL

SHAPED_BY = (
    "**/migrations/*.py",
    "**/policies.py",
    "**/functions.py",
    "core/*.py",
    "core/history/*.py",
    "core/outbox/*.py",
    "access/actors.py",
    "access/typed_forms.py",
    "kept_by_database.py",
    "directory/accounts/care.py",
    "directory/duplicates/comparing.py",
    "directory/names.py",
    "directory/searching.py",
)
SHAPING_PACKAGES = ("Django", "django-allauth")
ALIASES = ("default", "owner")
# Test runs of other checkouts, or of other machines, may use the same cluster.
HERE = hashlib.sha256(f"{platform.node()}:{CHECKOUT}".encode()).hexdigest()[:8]
TEMPLATES, CLONES = f"prm_template_{HERE}_", f"prm_test_{HERE}_"


class Clone:
    """This process's clone; `renew` gives it a fresh one, `empty` brings the present one back to its first state."""

    def __init__(self, home: str) -> None:
        self.home, self.template, self.count = home, f"{TEMPLATES}{fingerprint()}", 0
        self.seeds: dict[str, object] = {}
        self.emptying = Composed([])

    def renew(self) -> None:
        name = self.make()
        _use(name)
        with owner_connection(name) as connection:
            self._look(connection)

    def make(self, template: str = "") -> str:
        """A new clone's name, of the migrated template unless another is given; `drop` removes it with the others."""
        name = f"{CLONES}{os.getpid()}_{self.count}"
        self.count += 1
        with _alone(), owner_connection(self.home) as connection:
            _drop_abandoned(connection)
            if self.template not in _names(connection, TEMPLATES):
                _build(connection, self.template)
            roles.create_database(connection, name, template=template or self.template)
        with owner_connection(name) as connection:
            roles.furnish(connection)
            _execute(connection, SQL("ALTER DATABASE {} SET synchronous_commit TO off").format(Identifier(name)))
        return name

    def empty(self) -> None:
        """Remove what a test committed. Where it changed rows that migrations made, a new clone is quicker to trust."""
        _close_all()
        with owner_connection(str(connections["default"].settings_dict["NAME"])) as connection:
            unchanged = {table: _checksum(connection, table) for table in self.seeds} == self.seeds
            if unchanged:
                # Foreign keys are deferred: in one transaction the order does not matter.
                _execute(connection, self.emptying)
        if not unchanged:
            self.renew()

    def drop(self) -> None:
        _close_all()
        _use(self.home)
        with owner_connection(self.home) as connection:
            for name in _names(connection, f"{CLONES}{os.getpid()}_"):
                _drop(connection, name)

    def _look(self, connection: Connection) -> None:
        """Which tables the migrations filled, and with what; how to empty the others."""
        tables = {name for (name,) in _rows(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        filled = {table: _checksum(connection, table) for table in sorted(tables)}
        self.seeds = {table: checksum for table, checksum in filled.items() if checksum is not None}
        self.emptying = _emptying(connection, tables - set(self.seeds))


def _emptying(connection: Connection, tables: set[str]) -> Composed:
    """One statement for all tables: TRUNCATE is quickest, but refused where a table that stays refers to one."""
    references = _rows(
        connection, "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
    )
    quick = set(tables)
    while held := {target for source, target in references if target in quick and source not in quick}:
        quick -= held
    truncate = SQL("TRUNCATE {} RESTART IDENTITY").format(SQL(", ").join(map(Identifier, sorted(quick))))
    deletes = [SQL("DELETE FROM {}").format(Identifier(table)) for table in sorted(tables - quick)]
    return SQL("; ").join([truncate, *deletes])


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Clone]:
    """Replaces pytest-django's, which would create and migrate as prm_app."""
    if settings.EMBEDDED:
        embedded_postgres.ensure_running()
    with django_db_blocker.unblock():
        database = Clone(str(connections["default"].settings_dict["NAME"]))
        database.renew()
    # Django's own flush asks which tables may migrate on `default`: none, so it would leave every row.
    former, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, lambda _: database.empty()
    yield database
    TransactionTestCase._fixture_teardown = former
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def spare_database(django_db_setup: Clone) -> dict[str, str]:
    """The variables that give processes of the program a migrated database of their own."""
    name, variables = django_db_setup.make(), {}
    for alias, variable in (("default", "DATABASE_URL"), ("owner", "DATABASE_OWNER_URL")):
        values = connections.settings[alias]
        sign_in = quote(values["USER"]) + (f":{quote(values['PASSWORD'], safe='')}" if values["PASSWORD"] else "")
        place = f"{quote(values['HOST'], safe='')}{':' if values['PORT'] else ''}{values['PORT']}"
        variables[variable] = f"postgres://{sign_in}@{place}/{name}"
    return variables


def fingerprint() -> str:
    """Of everything that shapes a migrated database: equal for equal databases."""
    digest = hashlib.sha256(" ".join(version(package) for package in SHAPING_PACKAGES).encode())
    folders = [folder for folder in CHECKOUT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    files = {file for folder in folders for pattern in SHAPED_BY for file in folder.glob(pattern)}
    for file in sorted(files):
        digest.update(f"{file.relative_to(CHECKOUT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _build(connection: Connection, template: str) -> None:
    """Migrate a new database under another name: what carries the template's name is complete."""
    for outdated in _names(connection, TEMPLATES):
        _drop(connection, outdated)
    building = f"{TEMPLATES}building"
    roles.create_database(connection, building)
    with owner_connection(building) as inside:
        roles.furnish(inside)
    home = str(connections["default"].settings_dict["NAME"])
    _use(building)
    try:
        apps.check_models_ready()
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    finally:
        _use(home)
    rename = SQL("ALTER DATABASE {} RENAME TO {}")
    _execute(connection, rename.format(Identifier(building), Identifier(template)))


def _drop_abandoned(connection: Connection) -> None:
    """Clones of test runs that were killed."""
    for name in _names(connection, CLONES):
        process = name.removeprefix(CLONES).split("_")[0]
        if not _lives(int(process)):
            _drop(connection, name)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _drop(connection: Connection, name: str) -> None:
    # A server thread of a test may still hold it; then the next run drops it.
    with suppress(psycopg2.errors.ObjectInUse):
        _execute(connection, SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))


@contextmanager
def owner_connection(name: str) -> Iterator[Connection]:
    """prm_owner past Django, which bars the alias in tests that don't list it; each statement commits."""
    owner = connections.settings["owner"]
    connection = psycopg2.connect(
        dbname=name, user=owner["USER"], password=owner["PASSWORD"], host=owner["HOST"], port=owner["PORT"] or None
    )
    connection.autocommit = True
    try:
        yield connection
    finally:
        connection.close()


def _use(name: str) -> None:
    _close_all()
    for alias in ALIASES:
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _close_all() -> None:
    for alias in ALIASES:
        connections[alias].close()


@contextmanager
def _alone() -> Iterator[None]:
    LOCAL.mkdir(exist_ok=True)
    with Path(LOCAL / "test-template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _names(connection: Connection, prefix: str) -> list[str]:
    found = _rows(connection, "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", prefix)
    return [name for (name,) in found]


def _checksum(connection: Connection, table: str) -> object:
    query = SQL("SELECT sum(hashtextextended(row_of::text, 0)) FROM {} row_of").format(Identifier(table))
    return _rows(connection, query)[0][0]


def _rows(connection: Connection, query: object, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return list(cursor.fetchall())


def _execute(connection: Connection, statement: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
