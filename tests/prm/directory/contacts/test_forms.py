from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.contacts.actions import enter_contact
from prm.directory.contacts.forms import ContactForm, typed_again
from prm.directory.models import Contact
from tests.cast import World


def form(world: World, contact: Contact | None = None, who: str = "pat", **typed: str) -> ContactForm:
    actor = world.actor(who)
    with acting_as(actor):
        found = ContactForm({"name": "Cleo Dahl"} | typed, account=world.account, actor=actor, contact=contact)
        found.is_valid()
        return found


@pytest.fixture
def cleo(world: World) -> Contact:
    with acting_as(SYSTEM):
        contact = Contact(
            account=world.account, partner=world.cardinal, name="Cleo Dahl", email="cleo@larkspur.example"
        )
        return enter_contact(contact, actor=SYSTEM)


@pytest.mark.parametrize(
    "phone", ["+1 614 555 0123", "(614) 555-0123", "614.555.0123 ext. 7", "+49 30/555 012", "110 110 x12", ""]
)
def test_phone_numbers_of_all_countries(world: World, phone: str) -> None:
    assert not form(world, phone=phone).errors


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "call me", "has digits"),
        ("phone", "12", "has digits"),
        ("phone", "1" * 41, "the most are 40"),
        ("email", "nowhere", "not an e-mail address"),
        ("email", f"{'x' * 250}@x.example", "the most are 254"),
        ("name", "", "Fill it in"),
        ("name", "a\x00b", "cannot be stored"),
        ("job_title", "x" * 121, "the most are 120"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(world: World, field: str, value: str, words: str) -> None:
    refused = form(world, **{field: value})
    assert field in refused.errors
    assert words in str(refused.errors[field])


def test_the_same_name_and_address_twice_is_one_person(world: World, cleo: Contact) -> None:
    assert "already" in str(form(world, name="CLEO DAHL", email="Cleo@larkspur.example").errors["name"])
    assert not form(world, email="dahl@larkspur.example").errors
    assert not form(world, name="Cleo Dahlberg", email="cleo@larkspur.example").errors
    assert not form(world, contact=cleo, email="cleo@larkspur.example").errors


def test_another_companys_contact_is_not_known(world: World, cleo: Contact) -> None:
    for who in ("olga", "bea"):
        assert not form(world, who=who, email="cleo@larkspur.example").errors


def test_typed_again_takes_the_newest_version(world: World, cleo: Contact) -> None:
    pat = world.actor("pat")
    with acting_as(pat):
        cleo.version = 5
        again = typed_again({"name": "Zoë", "version": "1"}, actor=pat, newest=cleo)
        assert again.is_valid()
    assert (again.cleaned_data["version"], again.values()["name"], again.initial["name"]) == (5, "Zoë", "Cleo Dahl")
