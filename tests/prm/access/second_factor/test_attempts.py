from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from prm.access.models import SignInRecord
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo import cast
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_refused_codes_are_noted_and_limited(world: World, client: Client) -> None:
    with acting_as(SYSTEM):
        TOTP.activate(world.users["pat"], generate_totp_secret())
    client.post("/sign-in/", {"login": cast.PAT.email, "password": cast.password()})
    answers = [client.post("/sign-in/2fa/authenticate/", {"code": "000000"}) for _ in range(7)]
    assert b"does not match" in answers[0].content
    assert b"Too many attempts" in answers[-1].content
    with acting_as(SYSTEM):
        outcomes = list(SignInRecord.objects.values_list("outcome", flat=True))
    assert set(outcomes) == {"code_refused"}
    assert len(outcomes) <= 5
    assert client.get("/sign-in/email/").status_code == 302
