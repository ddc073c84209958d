"""The form that edits a partner company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prm.directory.countries import CountryField
from prm.directory.models import Organization, Territory
from prm.directory.partners.actions import EDITABLE


class PartnerEditForm(forms.Form):
    """`version` is that of the company whose values were shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    type = forms.ChoiceField(label=_("Type"), required=False, choices=[("", "—"), *Organization.Type.choices])
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=[("", "—"), *Organization.Tier.choices])
    territory = forms.ModelChoiceField(
        label=_("Territory"), queryset=None, required=False, to_field_name="key", empty_label="—"
    )
    country = CountryField()
    region = forms.CharField(label=_("Region or state"), max_length=80, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=12, required=False)

    def __init__(self, data: Any = None, *, partner: Organization) -> None:
        super().__init__(data, initial=_initial(partner))
        fields: dict[str, Any] = self.fields
        fields["territory"].queryset = Territory.objects.order_by("name")
        fields["country"].offer(partner.country)

    def values(self) -> dict[str, Any]:
        """The fields of the company, by name."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


def typed_again(data: Mapping[str, Any], *, newest: Organization) -> PartnerEditForm:
    """The same form with everything typed, for the newest version: saving it again is then meant."""
    typed = {name: data.get(name, "") for name in EDITABLE}
    return PartnerEditForm({**typed, "version": str(newest.version)}, partner=newest)


def _initial(partner: Organization) -> dict[str, Any]:
    values = {name: getattr(partner, name) for name in (*EDITABLE, "version")}
    return values | {"territory": partner.territory.key if partner.territory else ""}
