"""What every answer carries: a request id in headers and log lines, and the content security policy."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("prm.request")

GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
# For log lines only; nothing is decided by it.
request_id: ContextVar[str] = ContextVar("request_id", default="-")

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ADMIN_PREFIX = "/admin/"
# The admin's Alpine evaluates attributes and sets inline styles; only the brand owner's staff gets there.
ADMIN_POLICY = POLICY | {
    "script-src": "'self' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
}


def sign_in_policy(issuer: str) -> dict[str, str]:
    """Browsers count the way to the company's identity provider as part of the form that leads there."""
    parts = urlsplit(issuer)
    return POLICY | {"form-action": f"'self' {parts.scheme}://{parts.netloc}"} if issuer else POLICY


def in_header(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


class ContentSecurityPolicy:
    """Nothing inline and nothing from elsewhere on any page, with a policy of its own for the admin."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.pages, self.admin = in_header(POLICY), in_header(ADMIN_POLICY)
        self.sign_in = in_header(sign_in_policy(settings.OIDC_ISSUER))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.pages
        if request.path.startswith(ADMIN_PREFIX):
            policy = self.admin
        elif request.path.startswith(f"/{settings.SIGN_IN_PATH}"):
            policy = self.sign_in
        response.headers.setdefault("Content-Security-Policy", policy)
        return response


class RequestId:
    """Names each request: as the proxy named it, else at random. Its log line has the route, never the address,
    since addresses may carry tokens."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        token, begun = request_id.set(name), time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = name
            route = request.resolver_match.route if request.resolver_match else "-"
            milliseconds = round((time.perf_counter() - begun) * 1000, 1)
            logger.info("%s /%s %s %s ms", request.method, route, response.status_code, milliseconds)
            return response
        finally:
            request_id.reset(token)
