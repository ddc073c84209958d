"""Fields of the filter form that Django has not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opportunities.filtering.records import Chosen, Records
from prm.core.actor import Actor

# Keys and codes alike; a NUL would break the query.
NAMED = re.compile(r"[A-Za-z0-9_-]{1,40}")
RANGES = (("closes_from", "closes_to"), ("amount_from", "amount_to"))


class ManyKeys(forms.Field):
    """Any of some records by key; cleaned to `Chosen`, read only where any is asked for."""

    widget: Any = forms.SelectMultiple
    actor: Actor

    def __init__(self, *, rows: Callable[[Actor], Records], **options: Any) -> None:
        self.rows = rows
        super().__init__(**options)

    def to_python(self, value: list[str] | None) -> list[Chosen]:
        asked = {key for key in value or [] if key}
        if not asked:
            return []
        found = self.rows(self.actor).by_key(asked) if all(map(NAMED.fullmatch, asked)) else []
        if len(found) < len(asked):
            raise ValidationError(_("Choose from the list."))
        return found


class RangesForm(forms.Form):
    """Says where a range ends before it begins."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for first, last in RANGES:
            low, high = cleaned.get(first), cleaned.get(last)
            if low is not None and high is not None and high < low:
                self.add_error(last, _("This is below where the range begins."))
        return cleaned
