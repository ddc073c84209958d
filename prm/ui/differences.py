"""What a refused form would change in a record that somebody else changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

from prm.ui.marks.days import full_day

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose stored value is not the typed one, both in words."""

    label: str
    stored: str
    typed: str


def differences(form: BaseForm) -> list[Difference]:
    """The visible fields in which what was typed differs from what is stored now.

    The form is bound to what was typed and has the stored values as its initial ones.
    """
    found = []
    for field in form.visible_fields():
        if field.name in form.changed_data:
            found.append(Difference(str(field.label), _in_words(field, field.initial), _in_words(field, field.data)))
    return found


def _in_words(field: BoundField, value: Any) -> str:
    if isinstance(field.field, forms.BooleanField):
        return _("yes") if value in (True, "on", "True", "true") else _("no")
    if isinstance(value, date):
        return full_day(value)
    if isinstance(field.field, forms.DateField) and value:
        try:
            return full_day(date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(_label(field, each) for each in value) or NOTHING
    return NOTHING if value in (None, "") else _label(field, value)


def _label(field: BoundField, value: Any) -> str:
    """The words of a choice by its value; any other value as it is."""
    for key, label in getattr(field.field, "choices", ()):
        if str(key) == str(getattr(value, "pk", value)):
            return str(label)
    return str(value)
