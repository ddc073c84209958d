"""Forms of the skills tab."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignment.attributes import choices_of
from assignment.models import Criterion, ExpertiseLevel, PersonProfile, PersonSkill
from assignment.skills.forms import offered_skills
from prm.directory.models import Territory

PLACE = ("territory", "country", "region", "postal_code")
NOT_LISTED = gettext_lazy("This is not in the lists. Choose one of them.")


class LevelForm(forms.Form):
    """How well somebody knows something."""

    level = forms.ModelChoiceField(
        label=gettext_lazy("Expertise"),
        queryset=ExpertiseLevel.objects.all(),
        to_field_name="name",
        empty_label=None,
        error_messages={"invalid_choice": NOT_LISTED},
    )

    def __init__(self, data: Any, *, skill: PersonSkill | None = None) -> None:
        super().__init__(data, initial={"level": skill.level} if skill else None)

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"level": self.cleaned_data["level"]}


class SkillForm(LevelForm):
    """Something from the lists, or a certification by its name, with how well somebody knows it."""

    item = forms.ChoiceField(label=gettext_lazy("Skill"), required=False, error_messages={"invalid_choice": NOT_LISTED})
    certification = forms.CharField(
        label=gettext_lazy("or a certification"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("item", "certification", "level")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        item: Any = self.fields["item"]
        item.choices = [("", "—"), *offered_skills()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        item, certification = cleaned.get("item"), " ".join(cleaned.get("certification", "").split())
        if item and certification:
            self.add_error("certification", _("Add a skill or a certification, one at a time."))
        elif not item and not certification and not self.errors:
            self.add_error("item", _("Choose a skill, or name a certification."))
        kind, _colon, name = item.partition(":") if item else (PersonSkill.Kind.CERTIFICATION, "", certification)
        return cleaned | {"kind": kind, "name": name}

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return super().values() | {"kind": self.cleaned_data["kind"], "item": self.cleaned_data["name"]}


class PlaceForm(forms.Form):
    """Where somebody works; `countries` are suggested, others may be typed."""

    territory = forms.ModelChoiceField(
        label=gettext_lazy("Territory"),
        queryset=Territory.objects.order_by("name"),
        to_field_name="key",
        required=False,
        empty_label="—",
        error_messages={"invalid_choice": NOT_LISTED},
    )
    country = forms.CharField(
        label=gettext_lazy("Country"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "countries"}),
    )
    region = forms.CharField(label=gettext_lazy("Region or state"), max_length=80, required=False)
    postal_code = forms.CharField(label=gettext_lazy("Postal code"), max_length=12, required=False)

    def __init__(self, data: Any, *, profile: PersonProfile) -> None:
        super().__init__(data, initial={name: getattr(profile, name) for name in PLACE})
        self.countries = [name for name, _label in choices_of(Criterion.Attribute.COUNTRY)]

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: self.cleaned_data[name] for name in PLACE}
