"""Pages of the directory's lists, by keyset."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet

from prm.core.keyset import PAGE_SIZE, Page, Sort, beyond, decode, encode, ordered

Row = TypeVar("Row")


def page_of(
    found: QuerySet[Any, dict[str, Any]],
    sort: Sort,
    cursor: str,
    *,
    typed: Callable[[str], Any] = str,
) -> Page[dict[str, Any]]:
    """25 rows of `found.values(…)`, with `key` and the sorted field among them, from the cursor on.

    `typed` reads the cursor's text as the column has it and raises ValueError where it cannot; then, as for any
    cursor that is none, the page is the first one.
    """
    at = _edge(cursor, typed)
    backward = bool(at and at[2])
    if at is not None:
        found = found.filter(beyond(sort, at[0], at[1], backward=backward))
    raw = list(ordered(found, sort, backward=backward)[: PAGE_SIZE + 1])
    more, raw = len(raw) > PAGE_SIZE, raw[:PAGE_SIZE]
    if backward:
        raw.reverse()
    has_next, has_previous = (True, more) if backward else (more, at is not None)
    return Page(
        rows=raw,
        next_cursor=encode(raw[-1][sort.field], raw[-1]["key"]) if raw and has_next else None,
        previous_cursor=encode(raw[0][sort.field], raw[0]["key"], backward=True) if raw and has_previous else None,
    )


def _edge(cursor: str, typed: Callable[[str], Any]) -> tuple[Any, str, bool] | None:
    at = decode(cursor) if cursor else None
    if at is None or at[0] is None:
        return None
    try:
        return typed(at[0]), at[1], at[2]
    except ValueError:
        return None
