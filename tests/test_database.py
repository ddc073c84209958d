"""The tests' own ground: which role the code under test is, and that a test leaves nothing behind."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as


@pytest.mark.django_db
def test_tests_run_as_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user")
        assert cursor.fetchone() == ("prm_app", "prm_app")


@pytest.mark.django_db
def test_clone_is_named_after_this_process_and_not_the_demo() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0].startswith("prm_test_")


class CommittedRowsVanish(TransactionTestCase):
    """Each commits a row and expects an empty table: whichever runs second would meet the other's."""

    def _commit_one(self) -> None:
        with acting_as(SYSTEM):
            assert OutboxEvent.objects.count() == 0
            OutboxEvent.objects.create(event="Nothing", handler="none", due_at=timezone.now())

    def test_first(self) -> None:
        self._commit_one()

    def test_second(self) -> None:
        self._commit_one()


class RowsOfMigrationsComeBack(TransactionTestCase):
    """Rows that migrations made survive, even where a test changed them."""

    def test_first(self) -> None:
        self._spoil()

    def test_second(self) -> None:
        self._spoil()

    def _spoil(self) -> None:
        with acting_as(SYSTEM):
            assert ContentType.objects.filter(app_label="core", model="outboxevent").exists()
        from tests.database import owner_connection

        with owner_connection(connection.settings_dict["NAME"]) as owner, owner.cursor() as cursor:
            cursor.execute("UPDATE django_content_type SET model = 'spoiled' WHERE model = 'outboxevent'")
