"""The form behind an invitation's link."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.access.joining.links import Invited
from prm.access.models import User


class AcceptForm(forms.Form):
    """The name to be known by, and the password to sign in with."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password1 = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters, not only digits, and none of the well-known ones."),
    )
    password2 = forms.CharField(
        label=gettext_lazy("Password again"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, invited: Invited) -> None:
        super().__init__(data, initial={"name": invited.name})
        self.invited = invited

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        get_adapter().clean_password(password, user=User(email=self.invited.email))
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return cleaned
