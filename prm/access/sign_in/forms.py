"""Forms of the sign-in pages in our words; whether an address is known shows in no answer."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from prm.access.sign_in.actions import ask_for_link

AN_ADDRESS = _("Type an e-mail address, for example name@company.com.")


class SignInForm(LoginForm):  # type: ignore[misc]
    """Sign-in by e-mail and password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["login"].error_messages["invalid"] = AN_ADDRESS


class PasswordLinkForm(ResetPasswordForm):  # type: ignore[misc]
    """Asks for the link that sets a new password. Nothing is looked up before the answer, so that it takes as long
    and says the same for every address."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["email"].error_messages["invalid"] = AN_ADDRESS

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **options: Any) -> str:
        email: str = self.cleaned_data["email"]
        ask_for_link(email)
        return email
