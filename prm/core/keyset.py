"""Pages by keyset: no OFFSET and no COUNT(*), so that page 1,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import F, Q, QuerySet

PAGE_SIZE = 25
# Counts end here: that there are more costs no more to know.
COUNTED = 1000
LONGEST_SEARCH = 200
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Sort:
    """A column a list may be sorted by; ties are broken by `key`. Nulls come last ascending, first descending."""

    name: str
    field: str
    descending: bool = False

    @property
    def in_address(self) -> str:
        return f"-{self.name}" if self.descending else self.name


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """25 rows with the cursors of the neighboring pages, None where there is none."""

    rows: Sequence[Row]
    next_cursor: str | None
    previous_cursor: str | None


def parse_sort(text: str, columns: dict[str, str], default: str) -> Sort:
    """The sort an address asks for, e.g. `-amount`; the default where it asks for an unknown column."""
    name = text.removeprefix("-")
    if name not in columns:
        text, name = default, default.removeprefix("-")
    return Sort(name=name, field=columns[name], descending=text.startswith("-"))


def encode(value: Any, key: str, *, backward: bool = False) -> str:
    """A cursor: the sort value and the key of the row at the edge, and the direction of reading."""
    text = json.dumps([None if value is None else str(value), key, int(backward)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[str | None, str, bool] | None:
    """The parts of a cursor; None for text that is none, which then means the first page."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        value, key, backward = json.loads(base64.urlsafe_b64decode(padded.encode()))
        f"{value}{key}".encode()  # half a surrogate pair is valid JSON, but no text for the database
    except (ValueError, TypeError, RecursionError, binascii.Error, UnicodeError):
        return None
    if not (value is None or isinstance(value, str)) or not isinstance(key, str) or "\x00" in f"{value}{key}":
        return None
    return value, key, bool(backward)


def beyond(sort: Sort, value: str | None, key: str, *, backward: bool) -> Q:
    """The rows after (or before) the edge row in the order of `sort`."""
    upward = sort.descending == backward
    step = "gt" if upward else "lt"
    same_value = Q(**{f"{sort.field}__isnull": True}) if value is None else Q(**{sort.field: value})
    after = same_value & Q(**{f"key__{step}": key})
    if value is None:
        return after if upward else after | Q(**{f"{sort.field}__isnull": False})
    past = Q(**{f"{sort.field}__{step}": value})
    # Also said as one range: an index is then entered at the edge instead of read from its start.
    bound = Q(**{f"{sort.field}__{step}e": value})
    return bound & (after | past) | Q(**{f"{sort.field}__isnull": True}) if upward else bound & (after | past)


def ordered(rows: QuerySet[Any], sort: Sort, *, backward: bool) -> QuerySet[Any]:
    """Rows in the order of `sort`, or against it when paging back."""
    upward = sort.descending == backward
    if upward:
        return rows.order_by(F(sort.field).asc(nulls_last=True), "key")
    return rows.order_by(F(sort.field).desc(nulls_first=True), "-key")


def counted(rows: QuerySet[Any]) -> int:
    """How many, at most 1,001: the cost has a bound."""
    return rows.order_by()[: COUNTED + 1].count()


def instant(text: str) -> datetime:
    """The moment that a cursor stands for. Raises ValueError for text that is none with its zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
