"""What a page offers: its links, its forms with what they would send, and what htmx asks for by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

ASKED_BY_HTMX = {"hx-get": "get", "hx-post": "post"}
WRITTEN = {"text", "email", "url", "search", "tel", "number", "date", "password"}


@dataclass(slots=True)
class Offer:
    """An address with the method and the fields by which a page leads there; `typed` are those somebody writes into."""

    method: str
    address: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    @property
    def kind(self) -> tuple[str, ...]:
        """Offers of one kind lead to one view in one way; an address that leads nowhere stands for itself."""
        parts = urlsplit(self.address)
        asked = sorted({pair.split("=")[0] for pair in parts.query.split("&") if pair})
        return (self.method, view_of(parts.path) or self.address, *asked, *sorted(self.fields))


def view_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


class Offers(HTMLParser):
    """Reads a page at `address`; `found` are its offers within the portal, in their order."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Offer] = []
        self._forms: dict[str, Offer] = {}
        self._form: Offer | None = None
        self._in_template = False
        self._choice: tuple[Offer | None, str, bool] = (None, "", False)
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._in_template = self._in_template or tag == "template"
        if self._in_template:
            return
        for name, method in ASKED_BY_HTMX.items():
            if given.get(name):
                self._add(Offer(method, given[name]))
        if tag == "a" and "href" in given:
            self._add(Offer("get", given["href"]))
        elif tag == "form":
            self._form = self._add(Offer(given.get("method", "get").lower(), given.get("action", "")))
            self._forms[given.get("id", "")] = self._form
        elif tag in ("input", "select", "textarea", "button"):
            self._control(tag, given)
        elif tag == "option":
            self._option(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "template":
            self._in_template = False

    def _add(self, offer: Offer) -> Offer:
        offer.address = urljoin(self.address, offer.address).split("#")[0]
        if offer.address.startswith("/"):
            self.found.append(offer)
        return offer

    def _control(self, tag: str, given: dict[str, str]) -> None:
        form = self._forms.get(given.get("form", "")) if "form" in given else self._form
        if form is None or "disabled" in given:
            return
        if tag == "button":
            if given.get("formaction"):
                # What the form holds beside it is known only at its end, so both have the same fields from here on.
                method = given.get("formmethod", form.method).lower()
                self._add(Offer(method, given["formaction"], form.fields, form.typed))
            return
        name = given.get("name", "")
        self._choice = (form, name, False) if tag == "select" else (None, "", False)
        chosen = given.get("type") not in ("checkbox", "radio") or "checked" in given
        if name and tag != "select" and chosen and given.get("type") != "file":
            form.fields.setdefault(name, []).append(given.get("value", ""))
        if name and (tag == "textarea" or (tag == "input" and given.get("type", "text") in WRITTEN)):
            form.typed.add(name)

    def _option(self, given: dict[str, str]) -> None:
        """The first choice of a list is sent where none is selected, as a browser does."""
        form, name, selected = self._choice
        if form is None or not name:
            return
        if "selected" in given:
            form.fields.setdefault(name, []).append(given.get("value", ""))
            self._choice = (form, name, True)
        elif not selected and name not in form.fields:
            form.fields[name] = [given.get("value", "")]
