"""What allauth asks the portal about sign-ins by password, and its messages in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from prm.access.actors import actor_of
from prm.access.models import User
from prm.access.sign_in.records import Outcome, record, signed_in_just_now

TOO_MANY = _("Too many attempts. Wait five minutes, then try again, or set a new password.")
LINK_OVER = _("This link no longer works: it was used before, or it is too old. Ask for a new one.")
MESSAGES = {
    "account_inactive": _("This sign-in is closed. Ask your partner manager or your channel manager."),
    "email_password_mismatch": _("E-mail and password do not match. Check both, or set a new password."),
    "enter_current_password": _("Type the password you have now."),
    "incorrect_code": _("This code does not match. Codes change every 30 seconds: type the one shown now."),
    "incorrect_password": _("This is not your password. Type it again."),
    "invalid_or_expired_key": LINK_OVER,
    "invalid_login": _("E-mail and password do not match. Check both, or set a new password."),
    "invalid_password_reset": LINK_OVER,
    "too_many_login_attempts": TOO_MANY,
    "rate_limited": _("That was too often in a short time. Wait a minute, then try again."),
    "unverified_primary_email": _("Confirm your primary e-mail address first: open the link in the mail."),
    "cannot_remove_primary_email": _("This is your primary address. Make another one primary first."),
    "duplicate_email": _("This address is among yours already."),
    "email_taken": _("This address cannot be added. Ask an administrator if it is yours."),
    "same_as_current": _("This is what you have now. Choose another one."),
}


class InvitedOnly(DefaultAccountAdapter):
    """Nobody makes a sign-in for themselves: a person gets one by invitation, with a company and a role.

    Every attempt is noted in the log of sign-ins.
    """

    error_messages = DefaultAccountAdapter.error_messages | MESSAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever signed in just now is not asked again at once, for example on the way to set up a second factor."""
        return bool(super().is_reauthentication_required(app=app, **options)) and not signed_in_just_now(self.request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record(request, Outcome.LIMITED, email=str(credentials.get("email", "")))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record(request, Outcome.REFUSED, email=str(credentials.get("email", "")))

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """Whoever was deactivated, or whose company ended, does not come in."""
        response: HttpResponse | None = super().pre_login(request, user, **options)
        if response is None and user.person_id is not None and actor_of(user.pk) is None:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        record(request, Outcome.CLOSED, user=user)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        record(request, Outcome.SIGNED_IN, user=user)
        response: HttpResponse = super().post_login(request, user, **options)
        return response

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        if self.request is not None:
            record(self.request, Outcome.PASSWORD_SET, user=user)
