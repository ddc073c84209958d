"""The forms that let somebody go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Actor, Side
from prm.directory.leaving import successor_of, successors, work_of
from prm.directory.models import Organization, Person


class LeaveForm(forms.Form):
    """Who leads what somebody led; asked only where nobody follows by themselves and somebody has to."""

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Who leads their opportunities from now on"),
        queryset=Person.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Choose a person"),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        self.work, self.follows = work_of(person), successor_of(person)
        if self.follows is not None or not self.work.led:
            del self.fields["successor"]
        else:
            field: Any = self.fields["successor"]
            field.queryset = successors(person).order_by("name_sort", "key")

    @property
    def named(self) -> Person | None:
        found: Person | None = self.cleaned_data.get("successor")
        return found


class MoveForm(LeaveForm):
    """Where to, and as what."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("Company"),
        queryset=Organization.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Choose a company"),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role there"), choices=Person.PersonRole.choices)
    field_order = ["organization", "role", "successor"]

    def __init__(self, data: Any = None, *, person: Person, actor: Actor) -> None:
        super().__init__(data, person=person)
        field: Any = self.fields["organization"]
        others = Organization.objects.visible_to(actor).filter(active=True).exclude(pk=person.organization_id)
        field.queryset = others.order_by("kind", "name_sort", "key")
        self.fields["role"].initial = person.role

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, organization = cleaned.get("role"), cleaned.get("organization")
        if role and organization and role not in _roles(organization):
            told = {"company": organization.name}
            self.add_error("role", _("Nobody at %(company)s has this role. Choose another one.") % told)
        return cleaned


def _roles(organization: Organization) -> tuple[str, ...]:
    return PARTNER_ROLES if organization.side == Side.PARTNER else BRAND_OWNER_ROLES
