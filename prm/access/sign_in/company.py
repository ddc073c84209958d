"""Sign-in through the company's own identity provider: for people who were invited, and for nobody else."""

from __future__ import annotations

import logging
from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from prm.access.models import User
from prm.access.sign_in.records import Outcome, record

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 5


class InvitedFromCompany(DefaultSocialAccountAdapter):
    """Links a company account to the sign-in of the same e-mail address, where both sides have verified it."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Your sign-in has no password. Set one first."),
        "no_verified_email": _("Your sign-in has no confirmed e-mail address. Confirm one first."),
        "disconnect_last": _("This is your only way in. Set a password or a passkey first."),
        "connected_other": _("This company account belongs to another sign-in of the portal."),
    }

    def get_requests_session(self) -> requests.Session:
        return ProviderSession()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        user = invited(address.email for address in sociallogin.email_addresses if is_verified(address))
        if user is None:
            typed = sociallogin.email_addresses[0].email if sociallogin.email_addresses else ""
            record(request, Outcome.NOT_INVITED, email=typed)
            raise ImmediateHttpResponse(render(request, "access/not_invited.html", status=403))
        sociallogin.connect(request, user)


class ProviderSession(requests.Session):
    """Asks the identity provider; one that is away or talks nonsense is a page that says so, never a failure."""

    def request(self, method: Any, url: Any, *arguments: Any, **options: Any) -> requests.Response:  # type: ignore[override]
        try:
            response = super().request(method, url, *arguments, **{"timeout": TIMEOUT_SECONDS} | options)
            if str(method).upper() == "GET":
                response.raise_for_status()
                response.json()
        except requests.RequestException as problem:
            logger.warning("the identity provider did not answer at %s: %s", url, problem)
            page = render(context.request, "socialaccount/authentication_error.html", status=401)
            raise ImmediateHttpResponse(page) from problem
        return response


def is_verified(address: EmailAddress) -> bool:
    """Whether the provider vouches for the address; some send the claim as text."""
    return address.verified is True or str(address.verified).lower() == "true"


def invited(emails: Any) -> User | None:
    """The one sign-in that has one of these addresses as a verified one of its own."""
    wanted = [email.lower() for email in emails]
    found = User.objects.filter(emailaddress__email__in=wanted, emailaddress__verified=True).distinct()[:2]
    return found[0] if len(found) == 1 else None
