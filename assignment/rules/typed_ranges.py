"""A range of an attribute as it is typed: two ends, of which an empty one is open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assignment.attributes import NUMBERS

NUMBER = forms.DecimalField(min_value=0, max_digits=18, decimal_places=3)


def typed_range(form: forms.Form | forms.ModelForm[Any], attribute: str, low: str, high: str) -> dict[str, str]:
    """The ends that were typed into these two fields, as they are stored; what is wrong is said at its field."""
    typed = {end: _end(form, attribute, field) for end, field in (("low", low), ("high", high))}
    if not form.errors and all(typed.values()) and _place(attribute, typed["low"]) > _place(attribute, typed["high"]):
        form.add_error(high, _("The range ends before it starts."))
    return {end: value for end, value in typed.items() if value}


def _end(form: forms.Form | forms.ModelForm[Any], attribute: str, field: str) -> str:
    typed = str(form.cleaned_data.get(field) or "").strip()
    if not typed or attribute not in NUMBERS:
        return typed
    try:
        return format(NUMBER.clean(typed.replace(",", "")), "f")
    except ValidationError as refused:
        form.add_error(field, refused)
        return ""


def _place(attribute: str, end: str) -> Any:
    return Decimal(end) if attribute in NUMBERS else end
