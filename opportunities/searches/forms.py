from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from prm.core.saved_searches.models import LONGEST_NAME


class SearchForm(forms.Form):
    """The name of a saved search, and whether colleagues see it."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    shared = forms.BooleanField(
        label=_("Share it with my company"),
        required=False,
        help_text=_("Colleagues see the search among theirs. Each finds only what they may see."),
    )
