"""The forms that let somebody go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Actor, Role, Side
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
    """Where to, and as what. Until a company is chosen nothing else is asked: each side has roles of its own."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("Company"),
        queryset=Organization.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Choose a company"),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role there"))
    field_order = ["organization", "role", "successor"]

    def __init__(self, data: Any = None, *, person: Person, actor: Actor, company: str = "") -> None:
        super().__init__(data, person=person)
        field: Any = self.fields["organization"]
        others = Organization.objects.visible_to(actor).filter(active=True).exclude(pk=person.organization_id)
        field.queryset = others.order_by("kind", "name_sort", "key")
        self.goal = _chosen(field, company if data is None else data.get("organization", ""))
        if self.goal is None:
            self.fields = {"organization": field}
        else:
            field.widget, field.initial = forms.HiddenInput(), self.goal.key
            self._offer(_roles(self.goal), person.role)

    def _offer(self, roles: tuple[Role, ...], present: str) -> None:
        field: Any = self.fields["role"]
        field.choices = [choice for choice in Person.PersonRole.choices if choice[0] in roles]
        field.initial = present if present in roles else roles[0]


def _chosen(field: Any, key: str) -> Organization | None:
    """The company of a key; None for none, and for one that is not offered."""
    try:
        chosen: Organization = field.clean(key)
    except ValidationError:
        return None
    return chosen


def _roles(organization: Organization) -> tuple[Role, ...]:
    return PARTNER_ROLES if organization.side == Side.PARTNER else BRAND_OWNER_ROLES
