from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from prm.access.models import SignInRecord, User
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.environment import read
from prm.sign_in import providers
from tests.cast import World
from tests.oidc_provider import OidcProvider

pytestmark = pytest.mark.django_db
LOGIN = "/sign-in/oidc/company/login/"
INSIDE = "/sign-in/email/"


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    if not OidcProvider.is_installed():
        pytest.skip("no identity provider is installed")
    found = OidcProvider(
        {"sub": "pat", "email": "Pat@cardinal.example", "email_verified": True, "name": "Pat Moreau"},
        {"sub": "stranger", "email": "stranger@nowhere.example", "email_verified": True},
        {"sub": "claims-ada", "email": "ada@gantry.example", "email_verified": False},
        {"sub": "no-mail"},
    )
    found.start()
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def by_company(settings: Any, provider: OidcProvider) -> None:
    environment = replace(
        read({"PRM_DEMO": "true"}),
        oidc_issuer=provider.issuer, oidc_client_id="portal", oidc_client_secret="secret", oidc_name="Gantry account",
    )  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS, settings.OIDC_ISSUER = providers(environment), provider.issuer


def come_in(provider: OidcProvider, subject: str) -> tuple[Client, Any]:
    """From the portal to the provider and back, as a browser goes."""
    client = Client()
    away = client.post(LOGIN)
    assert away.status_code == 302
    assert away.headers["Location"].startswith(provider.issuer)
    back = urlsplit(provider.authorize(away.headers["Location"], subject))
    return client, client.get(f"{back.path}?{back.query}")


def is_inside(client: Client) -> bool:
    return client.get(INSIDE).status_code == 200


def outcomes() -> list[tuple[str, str]]:
    with acting_as(SYSTEM):
        return list(SignInRecord.objects.order_by("pk").values_list("outcome", "ways"))


def test_invited_person_comes_in_by_verified_address(world: World, provider: OidcProvider) -> None:
    client, answer = come_in(provider, "pat")
    assert answer.status_code == 302
    assert is_inside(client)
    assert outcomes() == [("signed_in", "company")]
    with acting_as(SYSTEM):
        assert SocialAccount.objects.get().user == world.users["pat"]
    again, _ = come_in(provider, "pat")
    assert is_inside(again)


@pytest.mark.parametrize("subject", ["stranger", "claims-ada", "no-mail"])
def test_nobody_else_does_and_no_sign_in_is_made(world: World, provider: OidcProvider, subject: str) -> None:
    before = User.objects.count()
    client, answer = come_in(provider, subject)
    assert answer.status_code == 403
    assert b"this portal does not yet" in answer.content
    assert not is_inside(client)
    assert User.objects.count() == before
    assert [outcome for outcome, _ in outcomes()] == ["not_invited"]


def test_closed_sign_in_stays_closed(world: World, provider: OidcProvider) -> None:
    User.objects.filter(pk=world.users["pat"].pk).update(is_active=False)
    client, _ = come_in(provider, "pat")
    assert not is_inside(client)
    assert [outcome for outcome, _ in outcomes()] == ["closed"]


def test_second_factor_is_asked_for_as_well(world: World, provider: OidcProvider) -> None:
    TOTP.activate(world.users["pat"], generate_totp_secret())
    client, answer = come_in(provider, "pat")
    assert answer.headers["Location"].startswith("/sign-in/2fa/authenticate/")
    assert not is_inside(client)


def test_page_offers_it_and_lets_the_form_lead_there(world: World, provider: OidcProvider) -> None:
    page = Client().get("/sign-in/")
    assert b"Sign in with Gantry account" in page.content
    assert f"form-action 'self' {provider.issuer};" in page.headers["Content-Security-Policy"] + ";"
    assert "form-action 'self';" in Client().get("/healthz").headers["Content-Security-Policy"]


def test_provider_that_is_away_is_a_page_of_ours(world: World, settings: Any) -> None:
    away = replace(read({"PRM_DEMO": "true"}), oidc_issuer="http://127.0.0.1:9", oidc_client_id="portal")
    settings.SOCIALACCOUNT_PROVIDERS = providers(away)
    answer = Client().post(LOGIN)
    assert answer.status_code == 401
    assert b"The company sign-in did not work" in answer.content
    assert b"The company sign-in did not work" in Client().get("/sign-in/3rdparty/login/error/").content


def test_answer_that_was_not_asked_for_is_refused(world: World, provider: OidcProvider) -> None:
    away = Client().post(LOGIN).headers["Location"]
    back = urlsplit(provider.authorize(away, "pat"))
    other = Client()
    assert other.get(f"{back.path}?{back.query}").status_code == 401
    assert not is_inside(other)
