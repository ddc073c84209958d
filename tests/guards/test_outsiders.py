"""Who may not see a record learns nothing by guessing its address: the same answer as for a key that nobody has.

The usual mistake is a page that first looks the record up and then refuses: one statement more, another text, or a 403
tells that the record is there.
"""

from __future__ import annotations

import re

import pytest

from tests.guards.addresses import Address, every_address
from tests.guards.people_pages import PEOPLE
from tests.guards.portal_pages import PORTAL
from tests.guards.test_addresses import keys
from tests.guards.verdict import judge
from tests.guards.visits import NOBODY, VISITORS, Answer, Visit, client_of, go
from tests.opportunities.scene import Scene

EVERY = PORTAL | PEOPLE
NO_SUCH_KEY = "aaaaaaaaaa"
# What differs from one answer to the next on any page.
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"')
CHANGING_HEADERS = {"X-Request-ID"}


# The page of each kind of record that answers 404 to whoever may not even see it.
OPENED_AT = (
    "opportunities:detail",
    "accounts:detail",
    "contacts:edit_contact",
    "accounts:mark_different",
    "people:detail",
    "partners:detail",
    "people_withdraw",
)


def hidden(name: str) -> list[tuple[Address, Visit]]:
    """The visits of a person on the pages of a record that they cannot open."""
    opened = [visit for page in OPENED_AT for visit in EVERY[page]]
    closed = {visit.values.get("key") for visit in opened if visit.expected[name] == 404} - {NO_SUCH_KEY}
    return [
        (address, visit)
        for address in every_address()
        for visit in EVERY.get(address.name, ())
        if visit.values.get("key") in closed
    ]


def told(answer: Answer, key: str) -> tuple[int, int, bytes, dict[str, str]]:
    """Status, number of statements, bytes and headers, without what changes anyway."""
    content = CHANGING.sub(b"", answer.response.content).replace(key.encode(), b"")
    headers = {name: value for name, value in answer.response.headers.items() if name not in CHANGING_HEADERS}
    return answer.response.status_code, answer.statements, content, headers


@pytest.mark.parametrize("name", [name for name in VISITORS if name not in (NOBODY, "ada")])
def test_hidden_record_answers_like_none(populated: Scene, scene: Scene, name: str) -> None:
    client, known, found = client_of(populated, name), keys(), []
    client.get("/opportunities/")
    walked = hidden(name)
    for address, visit in walked:
        answers = []
        for key in (known[str(visit.values["key"])], NO_SUCH_KEY):
            there = Visit(visit.expected, visit.query, {"key": key}, visit.post)
            answers.append(told(go(client, there, address, {}), key))
        if answers[0] != answers[1]:
            found.append(f"{address.name} tells {name} that {visit.values['key']} is there")
    judge(found, walked=walked)
