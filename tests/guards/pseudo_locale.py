"""A language in which every translated text stands in brackets: what is left outside was never marked."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import translation

from tests.guards import walk

OPEN, CLOSE = "⟦", "⟧"
IN_BRACKETS = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[A-Za-z]{2,}")
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"}
UNSPOKEN_ELEMENTS = {"script", "style", "template"}


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Translate everything into itself, in brackets."""
    translators: dict[str, Any] = {
        "gettext": _marked,
        "pgettext": lambda context, message: _marked(message),
        "ngettext": lambda singular, plural, number: _marked(singular if number == 1 else plural),
        "npgettext": lambda context, singular, plural, number: _marked(singular if number == 1 else plural),
    }
    for name, translate in translators.items():
        monkeypatch.setattr(translation._trans, name, translate, raising=False)
    _forget_rendered()
    yield
    monkeypatch.undo()
    _forget_rendered()


def outside(html: str, data: list[str]) -> set[str]:
    """Words of a page that are neither in brackets nor data."""
    reader = _Reader()
    reader.feed(html)
    return {word for text in reader.spoken for word in WORD.findall(_without(text, data))}


def _marked(message: str) -> str:
    return f"{OPEN}{message}{CLOSE}" if message else ""


def _forget_rendered() -> None:
    """Marks keep their HTML by language; theirs must be made anew in this one, and again afterwards."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in walk.packages():
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _without(text: str, data: list[str]) -> str:
    while IN_BRACKETS.search(text):
        text = IN_BRACKETS.sub(" ", text)
    for value in data:
        if value in text:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", text)
    return text


class _Reader(HTMLParser):
    """Collects what people read or hear: text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in UNSPOKEN_ELEMENTS:
            self.inside.append(tag)
        values = dict(attributes)
        self.spoken += [value or "" for name, value in attributes if name in SPOKEN]
        if tag == "input" and values.get("type") in ("submit", "button", "reset"):
            self.spoken.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.spoken.append(data)
