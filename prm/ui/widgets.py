"""Inputs that HTML does not have, each usable without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise


class Picks(forms.RadioSelect):
    """One of a few choices, as a row of pills."""

    template_name = "ui/forms/picks.html"


class ManyPicks(forms.CheckboxSelectMultiple):
    """Any of a few choices, as a row of pills."""

    template_name = "ui/forms/picks.html"


class DayInput(forms.DateInput):
    """The browser's own calendar; its value is always year-month-day, whatever the reader's language."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}), format="%Y-%m-%d")


class ComboInput(forms.TextInput):
    """Typed text that may become one of the options found at `url`; the combo component keeps the chosen one's key.

    Without scripts it is a text input, and the form finds the record by what was typed.
    """

    def __init__(self, url: str | Promise, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}))
        self.url = url

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        options = f"{attrs.get('id', 'combo')}_options"
        return attrs | {
            "autocomplete": "off",
            "role": "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": "false",
            "aria-controls": options,
            "data-combobox": str(self.url),
        }


class PricedSelect(forms.Select):
    """A choice of products whose options carry their list price, for the unit price beside it.

    `prices` is value to price as text, in the currency of the form.
    """

    prices: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **options)
        if price := self.prices.get(str(value)):
            option["attrs"]["data-price"] = price
        return option
