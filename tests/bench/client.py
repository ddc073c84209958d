"""A browser's requests without the browser: one kept connection, one session."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from urllib.parse import urlencode

PASSWORD = "partner-portal-demo"
IDLE_SECONDS = 1
REFUSED = r"class=.(?:error|note bad).*?</(?:p|div)>"


class Client:
    """Signed in as one person."""

    def __init__(self, port: int, email: str) -> None:
        self.connection, self.last = http.client.HTTPConnection("localhost", port), 0.0
        self.cookies: dict[str, str] = {}
        token = self._token(self.get("/sign-in/"))
        self.post("/sign-in/", {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token})
        assert "sessionid" in self.cookies, "could not sign in"

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> str:
        status, body, _ = self._send("GET", address, headers=headers)
        assert status == 200, f"{address}: {status}"
        return body

    def post(self, address: str, fields: dict[str, str]) -> str:
        """Send a form; the address it leads to."""
        status, body, location = self._send("POST", address, urlencode(fields))
        assert status == 302, f"{address}: {status} {re.findall(REFUSED, body, re.DOTALL)}"
        return location

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        return found.group(1)

    def _send(
        self, method: str, address: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | dict(headers or {})
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        if time.perf_counter() - self.last > IDLE_SECONDS:
            self.connection.close()  # the server has closed it by now
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        self.last = time.perf_counter()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer.status, text, answer.headers.get("Location", "")


def median_ms(client: Client, address: str, times: int = 200, warm: int = 20) -> float:
    """Median time of one request after warming up."""
    taken = []
    for number in range(warm + times):
        began = time.perf_counter()
        client.get(address)
        if number >= warm:
            taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def slow_ms(
    client: Client, addresses: Sequence[str], headers: Mapping[str, str], times: int = 40, share: float = 0.95
) -> float:
    """Time within which that share of requests was answered, each address asked for as often as the others."""
    taken = []
    for number in range(times + 1):
        for address in addresses:
            began = time.perf_counter()
            client.get(address, headers)
            if number:
                taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[int(len(taken) * share)]


def per_second(clients: list[Client], address: str, seconds: float = 5) -> float:
    """Requests per second of all clients together."""
    end = time.perf_counter() + seconds

    def run(client: Client) -> int:
        count = 0
        while time.perf_counter() < end:
            client.get(address)
            count += 1
        return count

    with ThreadPoolExecutor(len(clients)) as pool:
        return sum(pool.map(run, clients)) / seconds
