"""Whether tables changed since something was built from them; see decision 11."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

COUNT_ONE = "(SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM {})"

RowVersions = tuple[str, ...]


def row_versions(tables: Iterable[str]) -> RowVersions:
    """A changed, added or removed row of a table changes its sum of row versions or its count. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(COUNT_ONE.format(table) for table in tables))
        return tuple(cursor.fetchone())
