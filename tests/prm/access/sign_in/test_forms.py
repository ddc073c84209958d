"""Whether an address is known shows in no answer: same status, words, bytes and work."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prm.access.models import SignInRecord
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.outbox.work import work_all
from prm.core.rls import acting_as
from prm.demo import cast
from tests.cast import World

CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"')
KNOWN, UNKNOWN = cast.PAT.email, "pax@cardinal.example"
RESET = "/sign-in/password/reset/"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


def told(address: str, fields: dict[str, str], email: str) -> tuple[int, bytes, str, int]:
    """Status, bytes without what was typed, where it leads and how many statements it took."""
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        answer: Any = client.post(address, fields)
    content = CHANGING.sub(b"", answer.content).replace(email.encode(), b"")
    return answer.status_code, content, answer.headers.get("Location", ""), len(queries)


def test_wrong_password_and_unknown_address_are_one_answer(world: World) -> None:
    known, unknown = (
        told("/sign-in/", {"login": email, "password": "not-the-password"}, email) for email in (KNOWN, UNKNOWN)
    )
    # Where the address is in no table a second one is asked, which takes less than a thousandth of the password's hash.
    assert known[:3] == unknown[:3]
    assert b"E-mail and password do not match." in known[1]


def test_unknown_address_takes_the_time_of_a_password(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow part is the hash of the password: it is computed once either way."""
    hashed = []
    original = cast_hasher()
    monkeypatch.setattr(original, "encode", counting(original.encode, hashed))
    for email in (KNOWN, UNKNOWN):
        hashed.clear()
        Client().post("/sign-in/", {"login": email, "password": "not-the-password"})
        assert len(hashed) == 1, email


def cast_hasher() -> Any:
    from django.contrib.auth.hashers import MD5PasswordHasher

    return MD5PasswordHasher


def counting(function: Any, calls: list[object]) -> Any:
    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        return function(*arguments, **named)

    return counted


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_link_is_asked_for_before_anybody_is_looked_up(world: World, email: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post(RESET, {"email": email})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{RESET}done/")
    assert not mail.outbox
    assert not any("access_user" in query["sql"] or "emailaddress" in query["sql"] for query in queries)
    with acting_as(SYSTEM):
        assert OutboxEvent.objects.get(event="PasswordLinkAsked").payload["email"] == email


def test_reset_answers_are_the_same(world: World) -> None:
    assert told(RESET, {"email": KNOWN}, KNOWN) == told(RESET, {"email": UNKNOWN}, UNKNOWN)


def test_link_arrives_where_the_address_is_known(world: World, client: Client) -> None:
    for email in (KNOWN.upper(), UNKNOWN):
        client.post(RESET, {"email": email})
    work_all()
    (sent,) = mail.outbox
    assert sent.to == [KNOWN]
    path = re.findall(rf"{settings.PORTAL_ADDRESS}(/\S+)", sent.body)[0]
    form = client.get(path, follow=True)
    chosen = {"password1": "long-enough-4-all", "password2": "long-enough-4-all"}
    assert client.post(form.redirect_chain[-1][0], chosen).status_code == 302
    assert Client().login(email=KNOWN, password="long-enough-4-all")
    with acting_as(SYSTEM):
        assert SignInRecord.objects.filter(outcome="password_set", user=world.users["pat"]).count() == 1


def test_attempts_are_limited_in_the_same_words(world: World) -> None:
    for email in (KNOWN, UNKNOWN):
        answers = [Client().post("/sign-in/", {"login": email, "password": f"wrong {n}"}) for n in range(6)]
        assert {answer.status_code for answer in answers} == {200}
        assert b"Too many attempts. Wait five minutes" in answers[-1].content
        # The right password does not get in either.
        late = Client()
        late.post("/sign-in/", {"login": email, "password": cast.password()})
        assert late.get("/sign-in/email/").status_code == 302


def test_links_are_limited(world: World) -> None:
    for email in (KNOWN, UNKNOWN):
        assert [Client().post(RESET, {"email": email}).status_code for _ in range(6)] == [302] * 5 + [429]


@pytest.mark.parametrize("address", ["/sign-in/", RESET])
@pytest.mark.parametrize("typed", ["no address", "a\x00b@c.example", "x" * 400 + "@c.example", "😀"])
def test_odd_addresses_get_an_answer(world: World, address: str, typed: str) -> None:
    answer = Client().post(address, {"login": typed, "email": typed, "password": "p\x00w"})
    assert answer.status_code in (200, 302)
    assert b"invalid" not in answer.content.lower().replace(b"aria-invalid", b"")
