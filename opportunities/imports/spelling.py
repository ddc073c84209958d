"""Words that the files of a pipeline spell in another way than the portal."""

from __future__ import annotations

INDUSTRIES = {"technolgy": "technology"}
COUNTRIES = {"Philipines": "Philippines"}
PRODUCTS = {"GTXPro": "GTX Pro"}
STAGES = {"Prospecting": "prospecting", "Engaging": "qualification", "Won": "won", "Lost": "lost"}


def corrected(word: str, spellings: dict[str, str]) -> str:
    """The word as the portal spells it."""
    return spellings.get(word, word)
