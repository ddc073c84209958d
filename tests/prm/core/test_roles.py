from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from psycopg2.extensions import connection as Connection

from prm.core import roles
from tests.database import owner_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser() -> Iterator[Connection]:
    """A superuser in the test's database, in a transaction that is rolled back."""
    if not settings.DATABASE_ADMIN_ADDRESS:
        pytest.skip("no superuser of this cluster is known: set DATABASE_ADMIN_URL")
    name = connection.settings_dict["NAME"]
    with closing(psycopg2.connect(settings.DATABASE_ADMIN_ADDRESS, dbname=name)) as found:
        yield found
        found.rollback()


def test_application_role_is_accepted() -> None:
    connection.ensure_connection()
    assert roles.problem_of(connection.connection) == ""


def test_superuser_is_refused(superuser: Connection) -> None:
    assert "whom row-level security does not bind" in roles.problem_of(superuser)


def test_owner_is_refused() -> None:
    with owner_connection(connection.settings_dict["NAME"]) as owner:
        assert "DATABASE_URL must use prm_app" in roles.problem_of(owner)


def test_inherited_rights_are_refused(superuser: Connection) -> None:
    with superuser.cursor() as cursor:
        cursor.execute("GRANT prm_partner TO prm_app WITH INHERIT TRUE")
        cursor.execute("SET SESSION AUTHORIZATION prm_app")
    assert "inherits the rights of its groups" in roles.problem_of(superuser)


def test_memberships_give_rights_only_when_taken() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT roleid::regrole::text, inherit_option, set_option FROM pg_auth_members"
            " WHERE member = 'prm_app'::regrole ORDER BY 1"
        )
        assert cursor.fetchall() == [(group, False, True) for group in sorted(roles.GROUPS)]


def test_administrator_inherits_from_the_brand_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role('prm_administrator', 'prm_brand_owner', 'USAGE')")
        assert cursor.fetchone() == (True,)


def test_preparing_twice_changes_nothing(superuser: Connection) -> None:
    home = settings.DATABASES["default"]["NAME"]
    roles.prepare(superuser.dsn, home)
    with closing(psycopg2.connect(superuser.dsn, dbname=home)) as prepared:
        assert roles.is_prepared(prepared)


def test_too_old_server_is_refused(superuser: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "OLDEST_VERSION", 990_000)
    with pytest.raises(roles.RoleProblem, match="is too old"):
        roles.prepare(superuser.dsn, "prm")
