from __future__ import annotations

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from prm.core.http import ContentSecurityPolicy, RequestId, request_id


def policy_of(path: str) -> str:
    respond = ContentSecurityPolicy(lambda request: HttpResponse())
    return respond(RequestFactory().get(path)).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/opportunities/", "/administration/", "/accounts/2fa/"])
def test_pages_allow_nothing_inline(path: str) -> None:
    policy = policy_of(path)
    assert "unsafe" not in policy
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy


def test_admin_has_a_policy_of_its_own() -> None:
    policy = policy_of("/admin/access/user/")
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "frame-ancestors 'none'" in policy


def test_view_may_set_a_stricter_policy() -> None:
    strict = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert ContentSecurityPolicy(lambda request: strict)(HttpRequest()).headers["Content-Security-Policy"] == "sandbox"


def seen_by_the_view(**headers: str) -> tuple[str, str]:
    """Request id during the view, and in the answer."""
    seen = []

    def respond(request: HttpRequest) -> HttpResponse:
        seen.append(request_id.get())
        return HttpResponse()

    response = RequestId(respond)(RequestFactory().get("/", headers=headers))
    return seen[0], response.headers["X-Request-ID"]


def test_request_id_of_the_proxy_is_kept() -> None:
    assert seen_by_the_view(x_request_id="proxy-0123456789") == ("proxy-0123456789", "proxy-0123456789")


@pytest.mark.parametrize("given", ["", "short", "line\nbreak-and-more", "a" * 65])
def test_anything_else_is_replaced(given: str) -> None:
    during, after = seen_by_the_view(x_request_id=given)
    assert during == after != given
    assert len(during) == 16


def test_request_id_ends_with_the_request() -> None:
    seen_by_the_view()
    assert request_id.get() == "-"


@pytest.mark.django_db
def test_log_line_has_the_route_and_not_the_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="prm.request"):
        client.get("/sign-in/password/reset/key/1-secret-token/")
    (line,) = [record.getMessage() for record in caplog.records if record.name == "prm.request"]
    assert "secret-token" not in line
    assert line.startswith("GET /sign-in/")
