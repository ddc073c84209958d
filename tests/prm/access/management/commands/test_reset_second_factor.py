from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from prm.access.models import RoleRequirement, SignInRecord
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.demo import cast
from tests.cast import World


def test_last_administrator_comes_back_in(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """By password, and is led to set up a new factor: nobody else is there to help."""
    client = Client()
    client.post("/sign-in/", {"login": cast.ADA.email, "password": cast.password()})
    with acting_as(SYSTEM):
        RoleRequirement.objects.update(second_factor=True)
        Authenticator.objects.create(user=world.users["ada"], type="totp", data={})
    call_command("reset_second_factor", "ADA@gantry.example")
    assert "(1 removed)" in capsys.readouterr().out
    assert client.get("/sign-in/email/").headers["Location"].startswith("/sign-in/?next=")
    with acting_as(SYSTEM):
        note = SignInRecord.objects.get(outcome="factor_reset")
    assert (note.email, note.ways) == ("ada@gantry.example", "")
    assert world.client("ada").get("/admin/").headers["Location"] == "/sign-in/2fa/"


@pytest.mark.django_db
def test_unknown_address_is_said() -> None:
    with pytest.raises(CommandError, match=r"Nobody signs in with nobody@nowhere\.example"):
        call_command("reset_second_factor", "nobody@nowhere.example")
