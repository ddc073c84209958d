from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.rls import JOINS_REORDERED, acting_as, settings_for

PAM = Actor(role=Role.PARTNER_MANAGER, side=Side.PARTNER, person_id=1, organization_id=7, organizations=(7, 9))
BEA = Actor(role=Role.CHANNEL_MANAGER, side=Side.BRAND_OWNER, person_id=2, organization_id=3, organizations=(3,))
NOBODY = ("none", "", "")
AS_PAM = ("prm_partner", "7", "{7,9}")
AS_BEA = ("prm_brand_owner", "3", "{3}")


def now() -> tuple[str, str, str]:
    """Role, own organization and visible organizations, as PostgreSQL has them at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), coalesce(current_setting('prm.organization', true), ''),"
            " coalesce(current_setting('prm.organizations', true), '')"
        )
        found: tuple[str, str, str] = cursor.fetchone()
    return found


def fail_in_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def test_values_of_each_side() -> None:
    assert settings_for(PAM) == AS_PAM
    assert settings_for(BEA) == AS_BEA
    assert settings_for(BEA, administering=True) == ("prm_administrator", "3", "{3}")
    assert settings_for(SYSTEM) == ("prm_system", "", "{}")


@pytest.mark.django_db
def test_an_actors_queries_are_planned_quickly() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        before = cursor.fetchone()
        with acting_as(PAM):
            cursor.execute("SHOW join_collapse_limit")
            assert (before, cursor.fetchone()) == (("8",), (str(JOINS_REORDERED),))


class TestInsideATransaction:
    pytestmark = pytest.mark.django_db

    def test_block_has_its_values_and_gives_them_back(self) -> None:
        with acting_as(PAM):
            assert now() == AS_PAM
        assert now() == NOBODY

    def test_context_inside_a_context(self) -> None:
        with acting_as(BEA):
            with acting_as(PAM):
                assert now() == AS_PAM
            assert now() == AS_BEA
            with acting_as(SYSTEM):
                assert now()[0] == "prm_system"
            assert now() == AS_BEA
        assert now() == NOBODY

    def test_error_in_python_gives_them_back(self) -> None:
        with acting_as(BEA):
            with pytest.raises(ZeroDivisionError), acting_as(PAM):
                raise ZeroDivisionError
            assert now() == AS_BEA

    def test_savepoint_that_is_released_keeps_no_values(self) -> None:
        with acting_as(BEA):
            with transaction.atomic(), acting_as(PAM):
                assert now() == AS_PAM
            assert now() == AS_BEA

    def test_error_in_sql_is_rolled_back_with_its_values(self) -> None:
        """A statement on the aborted transaction would hide the error behind "current transaction is aborted"."""
        with acting_as(BEA):
            with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic(), acting_as(PAM):
                fail_in_sql()
            assert now() == AS_BEA

    def test_error_marked_for_rollback_is_left_to_it(self) -> None:
        with acting_as(BEA):
            with transaction.atomic(), acting_as(PAM):
                transaction.set_rollback(True)
            assert now() == AS_BEA

    def test_former_values_are_read_and_not_assumed(self) -> None:
        """A command's connection starts as prm_system; giving back "none" would leave it prm_app."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE prm_system")
        with acting_as(PAM):
            assert now() == AS_PAM
        assert now() == ("prm_system", "", "")


class TestOutsideATransaction:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_opens_its_own_and_ends_it(self) -> None:
        assert not connection.in_atomic_block
        with acting_as(PAM):
            assert connection.in_atomic_block
            assert now() == AS_PAM
        assert not connection.in_atomic_block
        assert now() == NOBODY

    def test_nothing_survives_an_error(self) -> None:
        with pytest.raises(DatabaseError), acting_as(PAM):
            fail_in_sql()
        assert now() == NOBODY

    def test_values_end_with_the_transaction_that_they_were_set_in(self) -> None:
        with transaction.atomic(), acting_as(PAM):
            pass
        assert now() == NOBODY
