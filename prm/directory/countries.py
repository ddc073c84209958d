"""The countries that forms offer: those of ISO 3166, under the names by which public holidays are found."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from holidays.registry import COUNTRIES

from prm.core.administration.choices import Choices, with_present
from prm.core.sorting import sort_key

SMALL = ("and", "da", "of", "the")
# What the names in that library's modules do not spell out.
SPELLED = {
    "curacao": "Curaçao",
    "dr_congo": "DR Congo",
    "guinea_bissau": "Guinea-Bissau",
    "hongkong": "Hong Kong",
    "reunion": "Réunion",
    "timor_leste": "Timor-Leste",
}


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """Their names, in order."""
    return tuple(sorted((SPELLED.get(name) or _spelled(name) for name in COUNTRIES), key=sort_key))


def _spelled(name: str) -> str:
    return " ".join(word if word in SMALL else word.capitalize() for word in name.split("_"))


class CountryField(forms.ChoiceField):
    """One of the countries or none; `offer` adds what is stored, which may have been imported under another name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"label": _("Country"), "required": False, "choices": self._all} | options))

    def offer(self, present: str) -> None:
        self.choices = [*self._all()[:1], *with_present(self._all()[1:], present)]

    @staticmethod
    def _all() -> Choices:
        return [("", "—"), *((name, name) for name in countries())]
