"""Counts that end at 1,001, so that their cost has a bound."""

from __future__ import annotations

from django.utils.formats import number_format

from prm.core.keyset import COUNTED


def capped(count: int) -> int:
    """At most 1,001."""
    return min(count, COUNTED + 1)


def in_words(count: int) -> str:
    """`7`, above 1,000 `1,000+`."""
    number = number_format(min(count, COUNTED), force_grouping=True)
    return f"{number}+" if count > COUNTED else number
