"""The commands of docs/operations.md for backup and restore, word for word."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.embedded_folders import place_of
from prm.environment import CHECKOUT, LOCAL
from tests.database import Clone, owner_connection

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.EMBEDDED, reason="pg_dump of the server's own version is known for the embedded one"
    ),
]


def documented(program: str) -> str:
    text = (CHECKOUT / "docs" / "operations.md").read_text()
    return re.search(rf"`({program} [^`]+)`", text).group(1)


def run(program: str, address: str, folder: Path) -> None:
    command = (
        documented(program).replace("portal.dump", str(folder / "portal.dump")).replace("$DATABASE_OWNER_URL", address)
    )
    subprocess.run(f"{place_of(LOCAL).programs}/{command}", shell=True, check=True, capture_output=True)


def address_of(name: str) -> str:
    return f"postgres://prm_owner@/{name}?host={settings.SOCKETS}"


def test_rows_rights_and_policies_come_back(tmp_path: Path, django_db_setup: Clone) -> None:
    with acting_as(SYSTEM):
        OutboxEvent.objects.create(event="Kept", handler="none", due_at=timezone.now())
    run("pg_dump", address_of(connection.settings_dict["NAME"]), tmp_path)
    restored = django_db_setup.make(template="template0")
    run("pg_restore", address_of(restored), tmp_path)
    with owner_connection(restored) as owner, owner.cursor() as cursor:
        cursor.execute("SELECT event FROM core_outboxevent")
        assert cursor.fetchall() == [("Kept",)]
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'core_outboxevent'")
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT has_table_privilege('prm_partner', 'core_outboxevent', 'SELECT')")
        assert cursor.fetchone() == (True,)
