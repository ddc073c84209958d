"""The rows of an exported list, a thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation

from opportunities.exports.columns import COLUMNS, Cell, Words, exported
from opportunities.lists import List, list_of
from opportunities.rows import read
from opportunities.scopes import compiled
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
        words, rows = Words(asked.stages), exported(asked.found.rows())
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


def count_up_to(most: int, asked: List) -> int:
    """How many rows a list has, but no more than `most` + 1."""
    parts = [part.order_by().values("pk")[: most + 1] for part in asked.found.parts]
    few, values = compiled(parts, "UNION")
    return int(read(f"SELECT count(*) FROM ({few}) AS f", values)[0][0])  # noqa: S608
