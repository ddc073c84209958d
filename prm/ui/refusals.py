"""What a refused form asks for, for the summary above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField


def refused_fields(form: BaseForm, formset: BaseFormSet[Any] | None = None) -> list[tuple[str, str]]:
    """(id of the input, label) of every visible field with an error, the form's first, then line by line."""
    return [(_target(field), str(field.label).lower()) for field in _fields(form, formset) if field.errors]


def refused_sentences(form: BaseForm, formset: BaseFormSet[Any] | None = None) -> list[str]:
    """What is wrong with the form as a whole, and with fields that nobody sees."""
    forms = [form, *(formset.forms if formset is not None else ())]
    whole = [str(sentence) for each in forms for sentence in each.non_field_errors()]
    hidden = [str(sentence) for each in forms for field in each.hidden_fields() for sentence in field.errors]
    together = [str(sentence) for sentence in formset.non_form_errors()] if formset is not None else []
    return [*whole, *hidden, *together]


def _fields(form: BaseForm, formset: BaseFormSet[Any] | None) -> Iterator[BoundField]:
    yield from form.visible_fields()
    for line in formset.forms if formset is not None else ():
        yield from line.visible_fields()


def _target(field: BoundField) -> str:
    """The first input where a field has several; a link to the group alone would not focus anything."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
