"""The form of time off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment.models import TimeOff
from prm.ui.widgets import DayInput

FIELDS = ("first_day", "last_day", "note")


class TimeOffForm(forms.Form):
    """Days on which somebody does not work; one day needs no last day."""

    first_day = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=DayInput, help_text=gettext_lazy("Empty for one day.")
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Read by colleagues of your company."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any, *, today: date, time_off: TimeOff | None = None) -> None:
        super().__init__(data, initial={name: getattr(time_off, name) for name in FIELDS} if time_off else None)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["last_day"] = cleaned.get("last_day") or cleaned.get("first_day")
        last_day = cleaned["last_day"]
        if last_day and last_day < self.today and not self.errors:
            self.add_error("last_day", _("These days are over already. Check the year."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The fields of the time off, by name."""
        return {name: self.cleaned_data[name] for name in FIELDS}
