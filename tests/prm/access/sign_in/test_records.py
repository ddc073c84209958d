from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import ProgrammingError, transaction
from django.test import Client

from prm.access.models import SignInRecord
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo import cast
from tests.administration import page
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


def attempt(password: str, email: str = cast.PAT.email, **headers: str) -> Client:
    client = Client(headers={"User-Agent": "Firefox" + "x" * 400}, REMOTE_ADDR="192.0.2.7")
    client.post("/sign-in/", {"login": email, "password": password}, **headers)
    return client


def records() -> list[SignInRecord]:
    with acting_as(SYSTEM):
        return list(SignInRecord.objects.order_by("pk"))


def test_who_when_from_where_and_with_what_outcome(world: World) -> None:
    attempt(cast.password())
    attempt("wrong")
    attempt("wrong", "pax@cardinal.example")
    came, refused, unknown = records()
    assert (came.outcome, came.user_id, came.ways) == ("signed_in", world.users["pat"].pk, "password")
    assert (came.ip, len(came.user_agent)) == ("192.0.2.7", 200)
    assert (refused.outcome, refused.email, refused.user_id) == ("refused", cast.PAT.email, None)
    assert (unknown.outcome, unknown.email) == ("refused", "pax@cardinal.example")


def test_limited_attempts_and_closed_sign_ins(world: World) -> None:
    world.users["olga"].is_active = False
    world.users["olga"].save()
    attempt(cast.password(), cast.OLGA.email)
    for _ in range(6):
        attempt("wrong")
    assert [record.outcome for record in records()] == ["closed", *["refused"] * 5, "limited"]


def test_both_ways_of_a_second_factor(world: World) -> None:
    secret = generate_totp_secret()
    TOTP.activate(world.users["pat"], secret)
    client = attempt(cast.password())
    assert not records()
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
    client.post("/sign-in/2fa/authenticate/", {"code": code})
    (record,) = records()
    assert record.ways == "password,totp"


def test_administrators_read_it_and_nobody_else(world: World) -> None:
    attempt("wrong")
    client = world.client("ada")
    html = client.get(page(SignInRecord, "changelist")).content.decode()
    assert "wrong e-mail or password" in html
    assert "192.0.2.7" in html
    assert client.get(page(SignInRecord, "add")).status_code == 403
    assert world.client("eve").get(page(SignInRecord, "changelist")).status_code == 403
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_as(world.actor("pam")), refused, transaction.atomic():
        SignInRecord.objects.count()


def test_how_somebody_came_is_told_in_words(world: World) -> None:
    attempt(cast.password())
    record = records()[0]
    shown = world.client("ada").get(page(SignInRecord, "change", record.pk)).content.decode()
    assert "password" in shown
    assert cast.PAT.name in shown
