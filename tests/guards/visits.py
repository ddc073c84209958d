"""One visit of one person at one address, and what it must come to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests.guards.addresses import Address
from tests.opportunities.scene import Scene

NOBODY = "nobody"
# One of each role, a distributor above the partner, somebody who only has a report on the team, and an outsider.
VISITORS = (NOBODY, "pia", "pat", "pam", "dana", "ivo", "bea", "eve", "ada", "olga")
# One of each role: enough where nothing but the role decides.
ROLES = (NOBODY, "pat", "pam", "ivo", "bea", "eve", "ada")
WRITES = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE(?: TABLE)?)\s+\"?(\w+)", re.IGNORECASE)
WRITTEN_BY_READING = {
    "django_session": "a session begins, or keeps what a form of the sign-in needs",
    "usersessions_usersession": "the list of signed-in devices notes a new one",
}


def everybody(status: int, **but: int) -> dict[str, int]:
    """Every visitor with the same status, but for those named; nobody is sent to the sign-in."""
    return dict.fromkeys(VISITORS, status) | {NOBODY: 302} | but


@dataclass(frozen=True, slots=True)
class Visit:
    """`expected` is the status by visitor; `values` fill the route, `post` makes it a form that is sent."""

    expected: Mapping[str, int]
    query: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    post: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, with the tables that were written and the number of statements."""

    response: HttpResponse
    written: set[str]
    statements: int


def client_of(scene: Scene, name: str) -> Client:
    """A browser that is signed in already; a page that fails is answered and not raised."""
    client = Client() if name == NOBODY else scene.client(name)
    client.raise_request_exception = False
    return client


def go(client: Client, visit: Visit, address: Address, values: Mapping[str, object]) -> Answer:
    """Go there, watching what is written."""
    written: set[str] = set()
    count = 0

    def watch(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        if match := WRITES.match(str(sql)):
            written.add(match[1])
        return execute(sql, parameters, many, context)

    path = address.path({**values, **visit.values}) + visit.query
    with connection.execute_wrapper(watch):
        response = client.get(path) if visit.post is None else client.post(path, visit.post)
    return Answer(response, written, count)


def wrong(name: str, visit: Visit, address: Address, answer: Answer) -> list[str]:
    """What is wrong with an answer, in words."""
    method = "GET" if visit.post is None else "POST"
    what = f"{method} {address.name}{visit.query} {dict(visit.values) or ''} by {name}"
    status = answer.response.status_code
    found = [] if status == visit.expected[name] else [f"{what}: {status} instead of {visit.expected[name]}"]
    if visit.post is None and (tables := answer.written - set(WRITTEN_BY_READING)):
        found.append(f"{what} writes {', '.join(sorted(tables))}")
    return found
