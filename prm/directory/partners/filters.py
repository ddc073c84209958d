"""What an address may ask of the list of partners."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor, Role
from prm.core.keyset import LONGEST_SEARCH
from prm.core.sorting import folded
from prm.directory.models import Organization
from prm.directory.models.organization import OrganizationQuerySet

MENUS = ("tier", "type", "active")


def listed_for(actor: Actor) -> OrganizationQuerySet:
    """A channel manager lists the partners managed by them and by their reports, the others all of them."""
    rows = Organization.objects.visible_to(actor).partners()
    if actor.role == Role.CHANNEL_MANAGER:
        return rows.filter(channel_manager_id__in=(actor.person_id, *actor.reports))
    return rows


class PartnerFilter(django_filters.FilterSet):
    """`?search=…&tier=gold&type=reseller`; with `active=no` those that have ended."""

    search = django_filters.CharFilter(method="filter_search", max_length=LONGEST_SEARCH, label=_("Name"))
    tier = django_filters.MultipleChoiceFilter(
        choices=Organization.Tier.choices, widget=forms.CheckboxSelectMultiple, label=_("Tier")
    )
    type = django_filters.MultipleChoiceFilter(
        choices=Organization.Type.choices, widget=forms.CheckboxSelectMultiple, label=_("Type")
    )
    active = django_filters.MultipleChoiceFilter(
        method="filter_active", choices=(("no", _("ended")),), widget=forms.CheckboxSelectMultiple, label=_("Shown")
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, queryset=listed_for(actor))

    @property
    def searched(self) -> str:
        """The text searched for, as it was typed."""
        return str(self.data.get("search", ""))

    @property
    def menus(self) -> list[dict[str, Any]]:
        """What the buttons say: name, label, options with whether they are chosen, and the value in words."""
        found = []
        for name in MENUS:
            field: Any = self.form.fields[name]
            chosen = set(self.data.getlist(name))
            options = [(value, label, value in chosen) for value, label in field.choices]
            words = ", ".join(str(label) for _value, label, is_chosen in options if is_chosen)
            otherwise = _("active") if name == "active" else _("any")
            shown = {"words": words or str(otherwise), "changed": bool(words)}
            found.append({"name": name, "label": field.label, "options": options, **shown})
        return found

    @property
    def is_changed(self) -> bool:
        return bool(self.searched.strip()) or any(menu["changed"] for menu in self.menus)

    def found(self) -> OrganizationQuerySet:
        """The rows asked for; with a filter nobody can mean, the active ones."""
        if not self.form.is_valid():
            return self.queryset.filter(active=True)
        rows: OrganizationQuerySet = self.qs
        return rows if self.data.get("active") else rows.filter(active=True)

    def filter_search(self, queryset: OrganizationQuerySet, name: str, value: str) -> OrganizationQuerySet:
        return queryset.filter(name_sort__contains=folded(value)) if folded(value) else queryset

    def filter_active(self, queryset: OrganizationQuerySet, name: str, value: list[str]) -> OrganizationQuerySet:
        return queryset.filter(active=False) if value else queryset
