"""What a verb refuses, shown at the fields of the form that asked for it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError


def add_refusals(form: forms.BaseForm, refused: ValidationError) -> None:
    """Add the messages of a verb to the form: at the field of that name, else above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for field, errors in refused.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
