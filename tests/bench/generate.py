"""Opportunities by the million beside the demo's; what they name exists, so no foreign key is looked up row by row."""

from __future__ import annotations

from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from tests.bench import mass

# Those that hold a constraint stay: without them a wrong statement would make rows that the portal cannot have.
LOOSE_INDEXES = """
SELECT index.indexrelid::regclass::text, pg_get_indexdef(index.indexrelid) FROM pg_index AS index
WHERE index.indrelid = ANY (%s::regclass[]) AND NOT index.indisunique
"""


def fill(connection: Connection, size: int) -> None:
    """Add `size` opportunities with teams, lines, states, history and runs, then gather statistics.

    `connection` is a superuser's: foreign keys are not checked while it writes and indexes are made at the end, which
    takes a third of the time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'"
        )
        cursor.execute(mass.SHAPE, {"size": size})
        cursor.execute(mass.DIRECTORY)
        cursor.execute(mass.SIGN_INS)
        definitions = _without_indexes(cursor)
        for statements in (mass.DEALS, mass.CHILDREN, *definitions):
            cursor.execute(statements)
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")


def _without_indexes(cursor: Cursor) -> list[str]:
    """Drop what only makes reading quicker; the statements that make it again."""
    cursor.execute(LOOSE_INDEXES, [list(mass.LARGE)])
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _, definition in found]
