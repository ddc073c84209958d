"""Where the account links lead, and the pages before sign-in: in the portal's frame, with nothing undefined."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from prm.access.models import User
from prm.core.outbox.work import work_all

pytestmark = pytest.mark.django_db
PASSWORD = "partner-portal-demo"


@pytest.fixture
def user() -> User:
    made = User.objects.create_user("pat@cardinal.example", PASSWORD)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    """Signed in and asked again, so that every page opens."""
    sign_in = {"login": user.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), sign_in).status_code == 302
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


def heading(client: Client, address: str) -> str:
    """What a page says it is, after checking that it stands in the portal's frame."""
    page = client.get(address, follow=True).content.decode()
    assert 'id="main"' in page
    assert "css/tokens.css" in page
    assert " style=" not in page
    assert "onclick" not in page
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("name", "arguments", "title"),
    [
        ("account_login", [], "Sign in"),
        ("account_reset_password", [], "Set a new password"),
        ("account_reset_password_done", [], "Look in your mail"),
        ("account_reset_password_from_key", ["1", "a-b"], "This link no longer works"),
        ("account_reset_password_from_key_done", [], "Your new password is saved"),
        ("account_confirm_email", ["unknown"], "Confirm e-mail address"),
        ("account_email_verification_sent", [], "Confirm your e-mail"),
        ("account_inactive", [], "This account is closed"),
        ("account_signup", [], "Accounts come by invitation"),
    ],
)
def test_pages_for_everybody(client: Client, name: str, arguments: list[str], title: str) -> None:
    assert heading(client, reverse(name, args=arguments)) == title


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
    ],
)
def test_pages_of_an_account(signed_in: Client, name: str) -> None:
    assert heading(signed_in, reverse(name)) == "Your account"


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"])
def test_pages_of_a_second_factor(signed_in: Client, user: User, name: str) -> None:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert heading(signed_in, reverse(name)) == "Your account"
    assert "10 left" in signed_in.get(reverse("mfa_index")).content.decode()


def test_pages_of_a_key(signed_in: Client, user: User) -> None:
    key = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert heading(signed_in, reverse(name, args=[key.pk])) == "Your account"
    assert "Laptop" in signed_in.get(reverse("mfa_remove_webauthn", args=[key.pk])).content.decode()


def test_what_asks_again_and_signing_out(signed_in: Client) -> None:
    assert heading(signed_in, reverse("account_reauthenticate")) == "Is it still you?"
    assert heading(signed_in, reverse("account_logout")) == "Sign out?"


def test_the_second_factor_is_asked_for(client: Client, user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert heading(client, reverse("mfa_authenticate")) == "Second factor"


def test_a_refused_sign_in_says_so_and_keeps_the_address(client: Client, user: User) -> None:
    page = client.post(reverse("account_login"), {"login": user.email, "password": "wrong"}).content.decode()
    assert 'role="alert"' in page
    assert f'value="{user.email}"' in page


def test_the_mailed_link_opens_the_form_for_a_new_password(client: Client, user: User) -> None:
    client.post(reverse("account_reset_password"), {"email": user.email})
    work_all()
    link = re.search(r"https?://\S+", mail.outbox[0].body)
    assert link is not None
    assert heading(client, link[0]) == "Set a new password"


def test_another_address_can_be_added_and_waits(signed_in: Client) -> None:
    signed_in.post(reverse("account_email"), {"action_add": "", "email": "pat.private@cardinal.example"})
    page = signed_in.get(reverse("account_email")).content.decode()
    assert "Not confirmed" in page
    assert "Send link again" in page
