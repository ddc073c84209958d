"""A real identity provider in a process of its own, for tests of the company sign-in."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

from tests.redis_server import free_port

PACKAGE = "oidc_provider_mock"
START_SECONDS = 20


class OidcProvider:
    """Knows its users by claims; whoever comes is authorized by naming a user."""

    def __init__(self, *claims: dict[str, object]) -> None:
        self.port, self.claims = free_port(), claims
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def is_installed() -> bool:
        return importlib.util.find_spec(PACKAGE) is not None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        users = [text for claim in self.claims for text in ("--user-claims", json.dumps(claim))]
        command = [sys.executable, "-W", "ignore", "-m", PACKAGE, "--port", str(self.port), *users]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONWARNINGS": "ignore"}
        )
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"The identity provider did not start within {START_SECONDS} s")
            time.sleep(0.05)

    def authorize(self, address: str, subject: str) -> str:
        """Say on the provider's page who one is; returns where it leads back to."""
        request = urllib.request.Request(address, data=urlencode({"sub": subject}).encode(), method="POST")
        try:
            urllib.request.build_opener(_Stay).open(request, timeout=10)
        except urllib.error.HTTPError as answer:
            with answer:
                return str(answer.headers["Location"])
        raise AssertionError("the provider did not lead back")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration", timeout=2):
                return True
        except OSError:
            return False


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        return None
