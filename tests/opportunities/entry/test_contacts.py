"""Whom a typed name and e-mail mean."""

from __future__ import annotations

from typing import Any

import pytest

from opportunities.entry.actions import enter_opportunity
from opportunities.entry.records import NewContact
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import enter_account, link_account
from prm.directory.contacts.actions import enter_contact
from prm.directory.models import Account, Contact
from tests.opportunities.entering import entry_of
from tests.opportunities.scene import CARDINAL, GANTRY, HARBORLINE, Scene


@pytest.fixture
def account(scene: Scene) -> Account:
    """A customer of Cardinal, Harborline and the brand owner at the same time."""
    with acting_as(SYSTEM):
        made = enter_account(Account(name="Ashgrove"), actor=SYSTEM, partner_id=scene.organizations[CARDINAL].pk)
        for partner in (HARBORLINE, GANTRY):
            link_account(made.pk, scene.organizations[partner].pk)
    return made


def known(scene: Scene, account: Account, partner: str = CARDINAL, **fields: Any) -> Contact:
    with acting_as(SYSTEM):
        contact = Contact(account=account, partner=scene.organizations[partner], **fields)
        return enter_contact(contact, actor=SYSTEM)


def entered_with(scene: Scene, account: Account, typed: NewContact, who: str = "pat") -> int | None:
    actor = scene.actor(who)
    with acting_as(actor):
        return enter_opportunity(
            entry_of(scene, who, account=account.pk, contact=typed), actor=actor
        ).opportunity.contact_id


def count() -> int:
    with acting_as(SYSTEM):
        return Contact.objects.count()


@pytest.mark.parametrize(
    "typed",
    [
        NewContact("Zoë Ruiz", "zoe@ashgrove.example"),
        NewContact("Z. Ruiz", "ZOE@Ashgrove.Example"),
        NewContact(" zoe  RUIZ "),
    ],
)
def test_somebody_known_is_taken_and_shared(scene: Scene, account: Account, typed: NewContact) -> None:
    contact = known(scene, account, name="Zoë Ruiz", email="zoe@ashgrove.example")
    assert entered_with(scene, account, typed) == contact.pk
    assert count() == 1
    with acting_as(SYSTEM):
        contact.refresh_from_db()
    assert (contact.shared, contact.name) == (True, "Zoë Ruiz")


@pytest.mark.parametrize("typed", [NewContact("Zoë Ruiz", "ruiz@ashgrove.example"), NewContact("Zoë Ruizz")])
def test_somebody_else_is_added(scene: Scene, account: Account, typed: NewContact) -> None:
    contact = known(scene, account, name="Zoë Ruiz", email="zoe@ashgrove.example")
    assert entered_with(scene, account, typed) not in (None, contact.pk)
    assert count() == 2


def test_twice_typed_is_one_contact(scene: Scene, account: Account) -> None:
    typed = NewContact("Zoë Ruiz", "zoe@ashgrove.example")
    assert entered_with(scene, account, typed) == entered_with(scene, account, typed)
    assert count() == 1


def test_of_several_at_one_address_the_name_decides(scene: Scene, account: Account) -> None:
    first, second = (known(scene, account, name=name, email="office@ashgrove.example") for name in ("Ann", "Ben"))
    assert entered_with(scene, account, NewContact("Ben", "office@ashgrove.example")) == second.pk
    assert entered_with(scene, account, NewContact("Cleo", "office@ashgrove.example")) == first.pk


@pytest.mark.parametrize("who", ["pat", "abe"])
@pytest.mark.parametrize("typed", [NewContact("Zoë Ruiz", "zoe@ashgrove.example"), NewContact("Zoë Ruiz")])
def test_another_companys_contact_is_never_taken(scene: Scene, account: Account, who: str, typed: NewContact) -> None:
    """Not even by the brand owner, which reads those that are shared."""
    foreign = known(scene, account, HARBORLINE, name="Zoë Ruiz", email="zoe@ashgrove.example", shared=True)
    assert entered_with(scene, account, typed, who) not in (None, foreign.pk)
    assert count() == 2


def test_the_same_person_at_another_customer_is_another_contact(scene: Scene, account: Account) -> None:
    with acting_as(SYSTEM):
        other = enter_account(Account(name="Elsewhere"), actor=SYSTEM, partner_id=scene.organizations[CARDINAL].pk)
    contact = known(scene, other, name="Zoë Ruiz", email="zoe@ashgrove.example")
    assert entered_with(scene, account, NewContact("Zoë Ruiz", "zoe@ashgrove.example")) not in (None, contact.pk)
