"""The rows of an exported list, a thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation

from opportunities.exports.columns import COLUMNS, Cell, Words, exported
from opportunities.lists import List, list_of
from opportunities.permissions import may_open_restricted
from opportunities.querysets import not_restricted_for
from opportunities.rows import read
from opportunities.scopes import Scope, compiled
from prm.core.actor import Actor
from prm.core.keyset import beyond, ordered
from prm.core.rls import acting_as

CHUNK = 1000


def chunks(list_name: str, query: str, actor: Actor, language: str) -> Iterator[list[list[Cell]]]:
    """The rows of a list in its order, each chunk in a transaction of its own: no long work holds one open.

    Must be read outside a transaction. Raises PermissionDenied where the list is not offered to the actor any more.
    """
    with acting_as(actor), translation.override(language):
        asked = list_of(list_name, QueryDict(query), actor)
        words, rows = Words(asked.stages), exported(for_file(asked).rows())
    after = None
    while True:
        page: QuerySet[Any, Any] = rows if after is None else rows.filter(beyond(asked.sort, *after, backward=False))
        page = ordered(page, asked.sort, backward=False).values_list(*COLUMNS.values(), asked.sort.field, "key")
        with acting_as(actor):
            found = list(page[:CHUNK])
        if found:
            yield [words.cells(values[:-2]) for values in found]
        if len(found) < CHUNK:
            return
        after = (str(found[-1][-2]), found[-1][-1])


def for_file(asked: List) -> Scope:
    """What a file holds of a list: an administrator's none of the restricted ones whose reading is recorded."""
    if not may_open_restricted(asked.actor):
        return asked.found
    return asked.found.narrowed(lambda rows: rows.filter(not_restricted_for(asked.actor)), hidden=False)


def count_up_to(most: int, asked: List) -> int:
    """How many rows the file of a list has, but no more than `most` + 1."""
    parts = [part.order_by().values("pk")[: most + 1] for part in for_file(asked).parts]
    few, values = compiled(parts, "UNION")
    return int(read(f"SELECT count(*) FROM ({few}) AS f", values)[0][0])  # noqa: S608
