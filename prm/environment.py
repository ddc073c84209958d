"""Every environment variable the program reads, in one place; `docs/operations.md` describes each.

A value that cannot be meant stops the start with the variable's name and what to do.
"""

from __future__ import annotations

import difflib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from prm.addresses import NO, YES, parts_of

CHECKOUT = Path(__file__).resolve().parent.parent
LOCAL = CHECKOUT / ".local"

ONLY_PRODUCTION_SETS = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS")
THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MAIL_SENDERS = ("brevo", "mailersend", "mailgun", "mailjet", "postmark", "resend", "sendgrid", "sparkpost")
LIKELY_TYPO, SHORTEST_TYPO = 0.88, 8
LONGEST_KEPT = 36_500


class EnvironmentProblem(Exception):
    """What is wrong with the environment, a line for each variable."""


@dataclass
class Reader:
    """Reads variables, notes which were asked for and collects what is wrong with them."""

    environ: Mapping[str, str]
    asked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        self.asked.append(name)
        return self.environ.get(name, "").strip() or default

    def required(self, name: str, why: str, *, needed: bool) -> str:
        """A variable that must be there when `needed`."""
        value = self.text(name)
        if needed and not value:
            self.problems.append(f"{name} is missing: {why}")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if value and value not in YES + NO:
            self.problems.append(f"{name} is {value!r}: write true or false")
        return value in YES if value else default

    def number(self, name: str, *, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            self.problems.append(f"{name} is {value!r}: write a whole number from {low} to {high}")
            return default
        return int(value)

    def choice(self, name: str, *, default: str, among: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in among:
            self.problems.append(f"{name} is {value!r}: write one of {', '.join(among)}")
        return value

    def address(self, name: str, schemes: tuple[str, ...], value: str | None = None) -> str:
        """An address with one of the schemes; its secret part is never repeated in the message."""
        value = self.text(name) if value is None else value
        if value and parts_of(value) is None:
            self.problems.append(f"{name} is not an address that can be read: check its port, brackets and % signs")
        elif value and urlsplit(value).scheme not in schemes:
            self.problems.append(f"{name} does not start with {' or '.join(f'{scheme}:' for scheme in schemes)}")
        return value

    def look_for_typos(self) -> None:
        """Names one slip away from one of ours, and unknown names with our prefix."""
        for name in sorted(set(self.environ) - set(self.asked)):
            close = difflib.get_close_matches(name, self.asked, n=1, cutoff=LIKELY_TYPO)
            if close and close[0] not in self.environ and len(name) >= SHORTEST_TYPO:
                self.problems.append(f"{name} is not a variable of this program: did you mean {close[0]}?")
            elif name.startswith("PRM_"):
                self.problems.append(f"{name} is not a variable of this program: remove it or see docs/operations.md")


@dataclass(frozen=True)
class Environment:
    """The variables' values; empty text where nothing is set."""

    demo: bool
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    portal_url: str
    database_url: str
    database_owner_url: str
    database_admin_url: str
    redis_url: str
    email_url: str
    email_from: str
    https: bool
    trusted_proxies: int
    s3_bucket: str
    s3_endpoint: str
    s3_region: str
    s3_access_key: str
    s3_secret_key: str
    files_dir: Path
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    keep_days: dict[str, int]
    log_level: str
    log_format: str
    demo_password: str
    port: int
    chromium: str
    names: tuple[str, ...] = ()

    @property
    def production(self) -> bool:
        return not (self.demo or self.debug)

    @property
    def portal_address(self) -> str:
        """Where links in mails lead: as it is said, else the first host, in the demo this machine."""
        host = self.allowed_hosts[0] if self.production else f"localhost:{self.port}"
        return self.portal_url or f"{'https' if self.https else 'http'}://{host}"


def is_bare(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether nothing says that this is an installation: then commands work on the demo's embedded database."""
    return not any(environ.get(name, "").strip() for name in (*ONLY_PRODUCTION_SETS, "DEBUG", "PRM_DEMO"))


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read and check all variables. Raises EnvironmentProblem with a line for each that is missing or mistyped."""
    reader = Reader(environ)
    demo, debug = reader.flag("PRM_DEMO", default=False), reader.flag("DEBUG", default=False)
    production = not (demo or debug)
    values = _servers(reader, production) | _storage(reader) | _running(reader, production)
    values |= _company_sign_in(reader) | _retention(reader)
    if production:
        reader.look_for_typos()
    if demo:
        _refuse_demo_of_an_installation(reader)
    if reader.problems:
        raise EnvironmentProblem("\n".join(reader.problems))
    return Environment(demo=demo, debug=debug, names=tuple(reader.asked), **values)


def _refuse_demo_of_an_installation(reader: Reader) -> None:
    """The demo has passwords that everybody knows and shows all mail to anybody. The embedded PostgreSQL can be
    replaced by one on this machine; nothing of it is for a database or a host name that others reach."""
    is_elsewhere = not _is_of_this_machine(reader.text("DATABASE_URL"))
    for name, is_set in (("ALLOWED_HOSTS", bool(reader.text("ALLOWED_HOSTS"))), ("DATABASE_URL", is_elsewhere)):
        if is_set:
            reader.problems.append(
                f"{name} is set together with PRM_DEMO: the demo lets everybody in and shows all mail. "
                "Take away PRM_DEMO for an installation, or the other one for the demo"
            )


def _is_of_this_machine(address: str) -> bool:
    """Whether a database answers here alone, at a port or in the folder of a socket; the options may name the host.
    What cannot be read is refused for that."""
    parts = parts_of(address)
    if parts is None:
        return True
    host = dict(parse_qsl(parts.query)).get("host", unquote(parts.hostname or ""))
    return host in THIS_MACHINE or host.startswith("/")


def _servers(reader: Reader, production: bool) -> dict[str, Any]:
    """The services this program talks to, and what protects it."""
    postgres = ("postgres", "postgresql")
    database = reader.required("DATABASE_URL", "postgres://prm_app:…@host:5432/prm", needed=production)
    redis = reader.required("REDIS_URL", "tasks need a broker, redis://host:6379/0", needed=production)
    secret = reader.required("SECRET_KEY", "write 50 or more random characters", needed=production)
    if production and secret and len(secret) < 50:
        reader.problems.append("SECRET_KEY is too short: write 50 or more random characters")
    names = reader.required("ALLOWED_HOSTS", "the portal's host names, separated by commas", needed=production)
    hosts = [host.strip() for host in names.split(",") if host.strip()]
    anywhere = "ALLOWED_HOSTS begins with a pattern; write https://portal.example.com, where links in mails lead"
    url = reader.required("PORTAL_URL", anywhere, needed=production and bool(hosts) and hosts[0][0] in "*.")
    return {
        "database_url": reader.address("DATABASE_URL", postgres, database),
        "database_owner_url": reader.address("DATABASE_OWNER_URL", postgres),
        "database_admin_url": reader.address("DATABASE_ADMIN_URL", postgres),
        "redis_url": reader.address("REDIS_URL", ("redis", "rediss", "unix"), redis),
        "secret_key": secret,
        "allowed_hosts": hosts,
        "portal_url": reader.address("PORTAL_URL", ("https", "http"), url).rstrip("/"),
    }


def _storage(reader: Reader) -> dict[str, Any]:
    """Where files and mail go."""
    senders = tuple(f"{sender}+api" for sender in MAIL_SENDERS)
    bucket, key = reader.text("S3_BUCKET"), reader.text("S3_ACCESS_KEY")
    return {
        "s3_bucket": bucket,
        "s3_endpoint": reader.address("S3_ENDPOINT", ("http", "https")),
        "s3_region": reader.text("S3_REGION"),
        "s3_access_key": key,
        "s3_secret_key": reader.required("S3_SECRET_KEY", "S3_ACCESS_KEY needs its secret", needed=bool(key)),
        "files_dir": Path(reader.text("FILES_DIR", str(LOCAL / "files"))),
        "email_url": reader.address("EMAIL_URL", ("smtp", "smtps", "console", "file", *senders)),
        "email_from": reader.text("EMAIL_FROM", "Partner Portal <portal@localhost>"),
    }


def _running(reader: Reader, production: bool) -> dict[str, Any]:
    """How the processes run and speak."""
    return {
        "https": reader.flag("HTTPS", default=production),
        "trusted_proxies": reader.number("TRUSTED_PROXIES", default=0, low=0, high=9),
        "log_level": reader.choice("LOG_LEVEL", default="INFO" if production else "WARNING", among=LOG_LEVELS),
        "log_format": reader.choice("LOG_FORMAT", default="json" if production else "text", among=("json", "text")),
        "demo_password": reader.text("PRM_DEMO_PASSWORD", "partner-portal-demo"),
        "port": reader.number("PORT", default=8000, low=1, high=65535),
        "chromium": reader.text("PRM_CHROMIUM"),
    }


def _company_sign_in(reader: Reader) -> dict[str, Any]:
    """The identity provider of the company, for OpenID Connect."""
    issuer = reader.address("OIDC_ISSUER", ("https", "http"))
    why = "OIDC_ISSUER needs it; the provider gives it when you register the portal"
    return {
        "oidc_issuer": issuer.rstrip("/"),
        "oidc_client_id": reader.required("OIDC_CLIENT_ID", why, needed=bool(issuer)),
        "oidc_client_secret": reader.required("OIDC_CLIENT_SECRET", why, needed=bool(issuer)),
        "oidc_name": reader.text("OIDC_NAME", "Company account"),
    }


def _retention(reader: Reader) -> dict[str, Any]:
    """For how many days what piles up is kept; `manage.py purge` removes what is older, once a day."""
    days = {"runs": 400, "notices": 180, "sign_ins": 400, "deleted": 30, "events": 30}
    kept = {
        what: reader.number(f"KEEP_{what.upper()}_DAYS", default=default, low=1, high=LONGEST_KEPT)
        for what, default in days.items()
    }
    return {"keep_days": kept}


def demo_secret_key(folder: Path = LOCAL) -> str:
    """The demo's own secret key, made on first use and readable by its user only."""
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"secret_key.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(60))
        fresh.rename(path) if not path.exists() else fresh.unlink()
    return path.read_text().strip()
