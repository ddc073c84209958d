"""The form of one's own settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from prm.core.administration.choices import languages, with_present
from prm.directory.models import Person
from prm.directory.preferences.actions import NO_LANGUAGE, NO_ZONE, PREFERENCES
from prm.directory.preferences.zones import zone_choices
from prm.ui.fields import PhoneField
from prm.ui.widgets import Picks

# What is stored as nothing has a word of its own here, so that one of the pills is always the chosen one.
DEVICE, DENSE = "device", "dense"
THEMES = [(DEVICE, gettext_lazy("As the device")), ("light", gettext_lazy("Light")), ("dark", gettext_lazy("Dark"))]
DENSITIES = [(DENSE, gettext_lazy("Dense")), ("roomy", gettext_lazy("Roomy"))]


def _stored(chosen: str) -> str:
    return "" if chosen in (DEVICE, DENSE) else chosen


class PreferencesForm(forms.Form):
    """How somebody is shown to others, and how the portal is shown to them."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    job_title = forms.CharField(
        label=gettext_lazy("Job title"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = PhoneField(widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=languages,
        error_messages={"invalid_choice": NO_LANGUAGE},
        help_text=gettext_lazy("Dates and numbers are written as this language does."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        error_messages={"invalid_choice": NO_ZONE},
        help_text=gettext_lazy("Times are shown, and days begin, as in this place."),
    )
    theme = forms.TypedChoiceField(label=gettext_lazy("Colors"), choices=THEMES, coerce=_stored, widget=Picks)
    density = forms.TypedChoiceField(
        label=gettext_lazy("Height of rows"), choices=DENSITIES, coerce=_stored, widget=Picks
    )

    def __init__(self, data: Any, *, person: Person) -> None:
        present = {name: getattr(person, name) for name in PREFERENCES}
        super().__init__(data, initial=present | {"theme": person.theme or DEVICE, "density": person.density or DENSE})
        zone: Any = self.fields["time_zone"]
        zone.choices = zone_choices(person.time_zone)
        language: Any = self.fields["language"]
        language.choices = with_present(languages(), person.language)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def values(self) -> dict[str, Any]:
        """The fields of the person, by name."""
        return {name: self.cleaned_data[name] for name in PREFERENCES}
