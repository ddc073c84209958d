"""Addresses of services, as the environment has them, in Django's settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def parts_of(address: str) -> SplitResult | None:
    """The parts of an address, None where its port or brackets are broken."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def database_from(address: str) -> dict[str, Any]:
    """Django's database settings for `postgres://user:password@host:port/name?sslmode=…`.

    A socket folder stands as `?host=/folder` or, with %2F for each slash, in the place of the host.
    """
    parts = urlsplit(address)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return database(
        name=unquote(parts.path.lstrip("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=options.pop("host", unquote(parts.hostname or "")),
        port=options.pop("port", str(parts.port or "")),
        options=options,
    )


def database(
    *, name: str, user: str, host: str, password: str = "", port: str = "", options: dict[str, str] | None = None
) -> dict[str, Any]:
    """Django's settings of one database alias; a connection stays open as long as its thread."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "OPTIONS": {"connect_timeout": "5"} | (options or {}),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def email_from(address: str) -> dict[str, Any]:
    """Django's mail settings for `demo:`,
    `smtp://user:password@host:port?tls=true`, `smtps://…`, `console:`, `file:/folder`
    or a sending service as `postmark+api://KEY` or, with a sender domain, `mailgun+api://KEY@mail.example.com`."""
    parts = urlsplit(address)
    if parts.scheme == "demo":
        return {"EMAIL_BACKEND": "prm.demo.mail.keeping.EmailBackend"}
    if parts.scheme in ("console", "file"):
        backend = "filebased" if parts.scheme == "file" else "console"
        return {"EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme.endswith("+api"):
        sender = parts.scheme.removesuffix("+api")
        domain = {"SENDER_DOMAIN": parts.hostname} if parts.username else {}
        key = unquote(parts.username or parts.netloc)
        key_name = "SERVER_TOKEN" if sender == "postmark" else "API_KEY"
        return {"EMAIL_BACKEND": f"anymail.backends.{sender}.EmailBackend", "ANYMAIL": {key_name: key} | domain}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls", [""])[-1].lower() in YES,
        "EMAIL_TIMEOUT": 10,
    }
