"""Names sorted for people on a database that orders by code point."""

from __future__ import annotations

import unicodedata

SORT_LENGTH = 240


def sort_key(name: str) -> str:
    """What a column of names is sorted by. Cut, since folding may lengthen: one character can stand for eighteen."""
    return folded(name)[:SORT_LENGTH]


def folded(name: str) -> str:
    """`name` lower-cased, without accents and with single spaces: what a list sorts by and a search compares."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(plain.split())
