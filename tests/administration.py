"""Django admin as its people meet it: through the test client, the real middleware and prm_app."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

Fields = dict[str, Any]
Attributes = dict[str, str | None]
NEW_ROW = "__prefix__"


def page(model: type[models.Model], name: str, *arguments: Any) -> str:
    """The address of an admin page of a model, e.g. `page(Rule, "change", rule.pk)`."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def save(client: Client, address: str, **typed: Any) -> Any:
    """Open a form, type into it and send it with all that stood in it. None empties a switch; `rows` adds rows."""
    shown = _read(client.get(address))
    fields = _without_templates(shown)
    for name, value in typed.items():
        if value is None:
            fields.pop(name, None)
        elif isinstance(value, Rows):
            fields |= value.typed_into(shown, name)
        else:
            fields[name] = value
    return client.post(address, fields)


@dataclass
class Rows:
    """Rows added to an inline, behind those it has; each starts with what a new row shows."""

    rows: list[Fields] = field(default_factory=list)

    def typed_into(self, shown: Fields, prefix: str) -> Fields:
        there, template = int(shown[f"{prefix}-TOTAL_FORMS"]), f"{prefix}-{NEW_ROW}-"
        offered = {name.removeprefix(template): value for name, value in shown.items() if name.startswith(template)}
        typed: Fields = {f"{prefix}-TOTAL_FORMS": there + len(self.rows)}
        for number, row in enumerate(self.rows, there):
            typed |= {f"{prefix}-{number}-{name}": value for name, value in (offered | row).items()}
        return typed


def rows(*added: Fields) -> Rows:
    return Rows(list(added))


def fields_of(response: HttpResponse) -> Fields:
    """What a browser would send from the form of the page as it stands."""
    return _without_templates(_read(response))


def _without_templates(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if NEW_ROW not in name}


def _read(response: HttpResponse) -> Fields:
    assert response.status_code in (200, 422), f"no form: {response.status_code}"
    reader = FormReader()
    reader.feed(response.content.decode())
    assert reader.fields, "the page has no form"
    return reader.fields


def errors_in(response: Any) -> dict[str, list[str]]:
    """Messages by field of a form that came back, those of rows by their name in the page."""
    assert response.status_code == 200, f"saved: {response.status_code} {response.headers.get('Location')}"
    form = response.context["adminform"].form
    found: dict[str, list[str]] = {name: list(messages) for name, messages in form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
        for row in inline.formset.forms:
            found |= {row.add_prefix(name): list(messages) for name, messages in row.errors.items()}
    return found


class FormReader(HTMLParser):
    """Reads the fields of the one form of a record, `<form id="…_form">`, a copied row's too."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.inside = False
        self.select: str | None = None
        self.options: list[str] = []
        self.multiple = False
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.inside = (attributes.get("id") or "").endswith("_form")
        name = attributes.get("name")
        if self.inside and name:
            if tag == "input":
                self._read_input(name, attributes)
            elif tag == "select":
                self.select, self.options, self.multiple = name, [], "multiple" in attributes
            elif tag == "textarea":
                self.textarea, self.fields[name] = name, ""
        if tag == "option" and self.select:
            self.options.append(attributes.get("value") or "")
            if "selected" in attributes:
                self.fields.setdefault(self.select, []).append(self.options[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select:
            if not self.multiple and self.options:
                self.fields.setdefault(self.select, self.options[:1])
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.fields[self.textarea] = (self.fields[self.textarea] + data).removeprefix("\n")

    def _read_input(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("type")
        if kind in ("checkbox", "radio"):
            if "checked" in attributes:
                self.fields.setdefault(name, []).append(attributes.get("value") or "on")
        elif kind not in ("submit", "button", "file"):
            self.fields[name] = attributes.get("value") or ""
