"""Where a name matches what was searched for."""

from __future__ import annotations

import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString

from prm.core.sorting import folded


def matched(name: str, text: str) -> SafeString:
    """`name` with the first place that `text` matches marked, case, accents and width of spaces aside."""
    wanted = folded(text)
    letters, places = _letters(name)
    found = letters.find(wanted) if wanted else -1
    if found < 0:
        return format_html("{}", name)
    start, end = places[found], places[found + len(wanted) - 1] + 1
    while end < len(name) and unicodedata.combining(name[end]):
        end += 1
    return format_html("{}<mark>{}</mark>{}", name[:start], name[start:end], name[end:])


def _letters(name: str) -> tuple[str, list[int]]:
    """The name folded letter by letter, and the place in `name` that each one comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(name):
        for letter in unicodedata.normalize("NFKD", character.casefold()):
            plain = " " if letter.isspace() else letter
            if unicodedata.combining(letter) or (plain == " " and letters[-1:] in ([], [" "])):
                continue
            letters.append(plain)
            places.append(place)
    return "".join(letters), places
