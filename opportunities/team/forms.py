"""Choosing somebody for the Sales Team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opportunities.models import Opportunity
from opportunities.team.permissions import addable
from prm.core.actor import Actor
from prm.core.sorting import folded
from prm.directory.models import Person
from prm.ui.widgets import ComboInput

OFFERED = 8


class AddForm(forms.Form):
    """A person by the key chosen from the list; without scripts by their name."""

    person = forms.CharField(label=gettext_lazy("Person"), max_length=200, widget=ComboInput(""))
    person_key = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, opportunity: Opportunity, actor: Actor) -> None:
        super().__init__(data)
        self.people = addable(actor, opportunity)
        widget: Any = self.fields["person"].widget
        widget.url = reverse("opportunities:addable_people", args=[opportunity.key])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "person" in cleaned:
            cleaned["chosen"] = self._chosen(cleaned["person"], cleaned.get("person_key", ""))
        return cleaned

    def _chosen(self, typed: str, key: str) -> Person | None:
        """Who is meant; a key counts as long as the name was not typed over."""
        if "\x00" in key:
            key = ""
        name = folded(typed)
        person = self.people.filter(key=key).first() if key else None
        if person is not None and person.name_sort == name:
            return person
        found = list(self.people.filter(name_sort=name)[:2])
        if len(found) == 1:
            return found[0]
        words = _("Several people are called that. Choose one of the list.") if found else _not_found(typed)
        self.add_error("person", words)
        return None


def _not_found(typed: str) -> str:
    return _("“%(name)s” is not among the people you may add. Choose somebody of the list.") % {"name": typed}


def offered_people(typed: str, opportunity: Opportunity, actor: Actor) -> list[Person]:
    """Up to eight people whose name contains the text and whom the actor may add, those beginning with it first."""
    text = folded(typed)
    if len(text) < 2:
        return []
    found = addable(actor, opportunity).filter(name_sort__contains=text).select_related("organization")
    return list(found.alias(begins=Q(name_sort__startswith=text)).order_by("-begins", "name_sort", "key")[:OFFERED])
