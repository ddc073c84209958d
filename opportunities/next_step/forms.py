from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NextStepForm(forms.Form):
    """`version` is that of the opportunity whose step was shown."""

    next_step = forms.CharField(
        label=_("Next step"), max_length=200, required=False, help_text=_("Empty where nothing is planned.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
