"""Serves the gallery and the static files to a browser, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread

from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.test import RequestFactory

from prm.core.actor import Actor, Role, Side
from prm.core.http import POLICY, in_header
from prm.ui.views import find_options, show_gallery

ADA = Actor(
    Role.ADMINISTRATOR, Side.BRAND_OWNER, name="Ada Brandt", organization_name="Gantry", brand_owner_name="Gantry"
)


def _request(address: str) -> HttpRequest:
    request: WSGIRequest = RequestFactory().get(address)
    request.user, request.actor = AnonymousUser(), ADA  # type: ignore[assignment,attr-defined]
    request.resolver_match = None
    return request


class Gallery(BaseHTTPRequestHandler):
    """The gallery at its address, its options beside it, files below /static/."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/static/"):
            self._answer_file(path.removeprefix("/static/"))
        elif path.endswith("/options/"):
            self._answer(find_options(_request(self.path)).content)
        else:
            self._answer(show_gallery(_request(self.path)).content)

    def _answer_file(self, name: str) -> None:
        found = finders.find(name)
        body = Path(str(found)).read_bytes() if found else b""
        self._answer(body, str(guess_type(name)[0]), 200 if found else 404)

    def _answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", in_header(POLICY))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nobody reads it."""


@contextmanager
def gallery_server() -> Iterator[str]:
    """The address of the gallery."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gallery)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/ui/gallery/"
    finally:
        server.shutdown()
        server.server_close()
