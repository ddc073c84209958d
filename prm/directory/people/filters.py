"""What an address may ask of the list of people."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from prm.core.actor import PARTNER_ROLES, Actor
from prm.core.keyset import LONGEST_SEARCH
from prm.core.sorting import folded
from prm.directory.models import Person
from prm.directory.models.person import PersonQuerySet

ACTIVITY = (("", _("active")), ("no", _("not active")), ("any", _("all")))


class PersonFilter(django_filters.FilterSet):
    """`?search=…&role=partner_manager&active=any`; without `active` those who work here now."""

    search = django_filters.CharFilter(method="filter_search", max_length=LONGEST_SEARCH, label=_("Name or company"))
    role = django_filters.MultipleChoiceFilter(
        field_name="role", choices=Person.PersonRole.choices, widget=forms.CheckboxSelectMultiple, label=_("Role")
    )
    active = django_filters.ChoiceFilter(
        method="filter_active", choices=ACTIVITY[1:], empty_label=None, label=_("Shown")
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, queryset=Person.objects.visible_to(actor))
        if actor.is_partner:
            field: Any = self.form.fields["role"]
            field.choices = [choice for choice in field.choices if choice[0] in PARTNER_ROLES]

    @property
    def searched(self) -> str:
        """The text searched for, as it was typed."""
        return str(self.data.get("search", ""))

    @property
    def activity(self) -> str:
        """`no`, `any`, or empty for those who are active."""
        asked = str(self.data.get("active", ""))
        return asked if asked in dict(ACTIVITY) else ""

    @property
    def activities(self) -> list[tuple[str, Any, bool]]:
        """Value, label and whether it is chosen."""
        return [(value, label, value == self.activity) for value, label in ACTIVITY]

    @property
    def activity_words(self) -> str:
        return str(dict(ACTIVITY)[self.activity])

    @property
    def roles(self) -> list[tuple[str, Any, bool]]:
        """Value, label and whether it is chosen."""
        field: Any = self.form.fields["role"]
        chosen = self.data.getlist("role")
        return [(value, label, value in chosen) for value, label in field.choices]

    @property
    def by_role(self) -> bool:
        return any(chosen for _value, _label, chosen in self.roles)

    @property
    def role_words(self) -> str:
        return ", ".join(str(label) for _value, label, chosen in self.roles if chosen) or str(_("any"))

    @property
    def is_changed(self) -> bool:
        return bool(self.by_role or self.activity or self.searched.strip())

    def found(self) -> PersonQuerySet:
        """The rows asked for; with a filter nobody can mean, the active ones."""
        rows: PersonQuerySet = self.qs if self.form.is_valid() else self.queryset
        return rows if self.activity and self.form.is_valid() else rows.active()

    def filter_search(self, queryset: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        wanted = folded(value)
        if not wanted:
            return queryset
        return queryset.filter(name_sort__contains=wanted) | queryset.filter(organization__name_sort__contains=wanted)

    def filter_active(self, queryset: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        gone = queryset.exclude(active=True, organization__active=True)
        return gone if value == "no" else queryset
