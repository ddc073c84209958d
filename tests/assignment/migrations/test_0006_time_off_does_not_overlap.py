from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connections, transaction

from prm.core.database_router import OWNER_ALIAS

UNITE = import_module("assignment.migrations.0006_time_off_does_not_overlap").UNITE
# Stands before the real table in the search path, without the constraint that the migration then adds.
TABLE = """
CREATE TEMPORARY TABLE assignment_timeoff
    (id serial PRIMARY KEY, person_id int, first_day date, last_day date, note text) ON COMMIT DROP
"""
Rows = list[tuple[int, int, int, str]]


@pytest.mark.django_db(databases=["default", OWNER_ALIAS])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([(1, 1, 3, "a"), (1, 4, 5, "b")], [(1, 1, 3, "a"), (1, 4, 5, "b")]),
        ([(1, 1, 3, "a"), (1, 3, 5, "b"), (2, 2, 4, "c")], [(1, 1, 5, "a"), (2, 2, 4, "c")]),
        (
            [(1, 8, 12, "c"), (1, 1, 9, "a"), (1, 2, 3, "b"), (1, 20, 20, "d")],
            [(1, 1, 12, "a"), (1, 20, 20, "d")],
        ),
        ([(1, 5, 5, "a"), (1, 5, 5, "b")], [(1, 5, 5, "a")]),
    ],
)
def test_what_overlaps_becomes_one(before: Rows, after: Rows) -> None:
    with transaction.atomic(OWNER_ALIAS), connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute(TABLE)
        for person, first, last, note in before:
            row = (person, f"2030-01-{first}", f"2030-01-{last}", note)
            cursor.execute("INSERT INTO assignment_timeoff VALUES (DEFAULT, %s, %s, %s, %s)", row)
        cursor.execute(UNITE)
        cursor.execute("SELECT person_id, first_day, last_day, note FROM assignment_timeoff ORDER BY 1, 2")
        found = [(person, first.day, last.day, note) for person, first, last, note in cursor.fetchall()]
        cursor.execute("DROP TABLE assignment_timeoff")
    assert found == after
