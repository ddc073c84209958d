from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from prm.access.actors import actor_of
from prm.access.models import User
from prm.catalog.management.commands import set_up
from prm.catalog.models import Currency
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.models import Organization

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-password"
ARGUMENTS = ("Gantry", "Ada Whitfield", "Ada@Gantry.example")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, passwords: tuple[str, str] = (PASSWORD, PASSWORD)) -> str:
    typed = iter(passwords)
    monkeypatch.setattr(set_up, "getpass", lambda prompt: next(typed))
    out = StringIO()
    call_command("set_up", *arguments, stdout=out)
    return out.getvalue()


def test_a_new_installation_can_be_signed_in_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "can sign in with ada@gantry.example" in run(monkeypatch, *ARGUMENTS, "--currency", "eur")
    client = Client()
    client.post("/sign-in/", {"login": "ada@gantry.example", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200
    actor = actor_of(User.objects.get(email="ada@gantry.example").pk)
    assert actor is not None
    assert (actor.role, actor.organization_name) == (Role.ADMINISTRATOR, "Gantry")
    with acting_as(SYSTEM):
        assert Currency.objects.company().code == "EUR"


def test_again_it_adds_another_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, *ARGUMENTS)
    run(monkeypatch, "Gantry", "Bob Stone", "bob@gantry.example")
    with acting_as(SYSTEM):
        assert Organization.objects.count() == 1
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "passwords", "words"),
    [
        (("Gantry", "Ada", "nobody"), (PASSWORD, PASSWORD), "not an e-mail address"),
        (ARGUMENTS, (PASSWORD, "another-long-password"), "The two passwords differ"),
        (ARGUMENTS, ("short", "short"), "too short"),
        ((*ARGUMENTS, "--currency", "EURO"), (PASSWORD, PASSWORD), "the most are 3"),
        (("Gantry", "", "ada@gantry.example"), (PASSWORD, PASSWORD), "cannot be blank"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], passwords: tuple[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(monkeypatch, *arguments, passwords=passwords)
    with acting_as(SYSTEM):
        assert not Organization.objects.exists()
    assert not User.objects.exists()


def test_another_company_or_a_known_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, *ARGUMENTS)
    with pytest.raises(CommandError, match="The brand owner of this installation is Gantry"):
        run(monkeypatch, "Other", "Bob", "bob@gantry.example")
    with pytest.raises(CommandError, match="choose another address"):
        run(monkeypatch, *ARGUMENTS)
