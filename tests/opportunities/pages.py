"""Pages as a browser reads them: what a form would send, and what is said beside its fields."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class Page(HTMLParser):
    """`fields` by name, `errors` by the field's id, `buttons` as (name, value), and all visible `text`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.errors: dict[str, str] = {}
        self.buttons: list[tuple[str, str]] = []
        self.text = ""
        self._select = self._area = self._error = ""
        self._in_template = False
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "template":
            self._in_template = True
        if self._in_template:
            return
        if tag == "input" and name and (found.get("type") not in ("checkbox", "radio") or "checked" in found):
            self.fields.setdefault(name, []).append(value)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self.fields.setdefault(self._select, []).append(value)
        elif tag == "textarea":
            self._area = name
            self.fields[name] = [""]
        elif tag == "button":
            self.buttons.append((name, value))
        elif tag == "p" and found.get("class") == "error" and "id" in found:
            self._error = found["id"].removesuffix("_error")
            self.errors[self._error] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._in_template = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self.fields[self._area] = [self.fields[self._area][0].removeprefix("\n")]
            self._area = ""
        elif tag == "p":
            self._error = ""

    def handle_data(self, text: str) -> None:
        if self._in_template:
            return
        if self._area:
            self.fields[self._area][0] += text
        elif self._error:
            self.errors[self._error] += text.strip()
        elif text.strip():
            self.text += " ".join(text.split()) + " "


def read(response: Any) -> Page:
    return Page(response.content.decode())


def still_typed(page: Page, typed: dict[str, Any]) -> None:
    """Everything that was sent stands in the form again."""
    for name, value in typed.items():
        sent = value if isinstance(value, list) else [value]
        again = page.fields.get(name) or [""]
        assert sorted(again) == sorted(sent or [""]), name
