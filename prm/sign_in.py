"""How often somebody may try to sign in, and through whom: settings of allauth."""

from __future__ import annotations

from typing import Any

from prm.environment import Environment

# A whole company may come from one address; attempts at one sign-in are counted by themselves.
RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/180s/key",
    "signup": "20/m/ip",
}


def providers(environment: Environment) -> dict[str, Any]:
    """The company's identity provider, where the environment names one."""
    company = {
        "provider_id": "company",
        "name": environment.oidc_name,
        "client_id": environment.oidc_client_id,
        "secret": environment.oidc_client_secret,
        "settings": {"server_url": environment.oidc_issuer},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [company] if environment.oidc_issuer else []}}
