"""What an address may ask of the list of accounts."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.keyset import LONGEST_SEARCH
from prm.core.sorting import folded
from prm.directory.models import Account
from prm.directory.models.account import AccountQuerySet
from prm.directory.searching import accounts_like

MOST_CHOICES = 100


def known_values(field: str, actor: Actor) -> list[str]:
    """What stands in `industry` or `country` of the accounts that the actor may see."""
    rows = Account.objects.visible_to(actor).exclude(**{field: ""}).order_by(field)
    return list(rows.values_list(field, flat=True).distinct()[:MOST_CHOICES])


class AccountFilter(django_filters.FilterSet):
    """`?search=…&industry=Logistics&country=Germany`."""

    search = django_filters.CharFilter(method="filter_search", max_length=LONGEST_SEARCH, label=_("Name"))
    industry = django_filters.MultipleChoiceFilter(
        field_name="industry", widget=forms.CheckboxSelectMultiple, label=_("Industry")
    )
    country = django_filters.MultipleChoiceFilter(
        field_name="country", widget=forms.CheckboxSelectMultiple, label=_("Country")
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        self.actor = actor
        super().__init__(data, queryset=Account.objects.visible_to(actor))
        for name in ("industry", "country"):
            choices = [(value, value) for value in known_values(name, actor)]
            self.form.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def searched(self) -> str:
        """The text searched for, as it was typed."""
        return str(self.data.get("search", ""))

    @property
    def is_changed(self) -> bool:
        return bool(self.data.getlist("industry") or self.data.getlist("country") or self.searched.strip())

    @property
    def menus(self) -> list[dict[str, Any]]:
        """What the buttons say: name, label, choices with whether they are chosen, and the value in words."""
        found = []
        for name in ("industry", "country"):
            field: Any = self.form.fields[name]
            chosen = set(self.data.getlist(name))
            options = [(value, value in chosen) for value, _label in field.choices]
            words = ", ".join(value for value, is_chosen in options if is_chosen)
            shown = {"words": words or str(_("any")), "changed": bool(words)}
            found.append({"name": name, "label": field.label, "options": options, **shown})
        return found

    def found(self) -> AccountQuerySet:
        """The rows asked for; with a filter nobody can mean, the rows without any."""
        rows: AccountQuerySet = self.qs if self.form.is_valid() else self.queryset
        return rows

    def filter_search(self, queryset: AccountQuerySet, name: str, value: str) -> AccountQuerySet:
        return queryset.filter(accounts_like(value, self.actor)) if folded(value) else queryset
