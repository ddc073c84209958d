from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import Changed
from prm.directory.contacts.actions import edit_contact, enter_contact
from prm.directory.models import Contact
from tests.cast import World


@pytest.fixture
def cleo(world: World) -> Contact:
    with acting_as(SYSTEM):
        return enter_contact(Contact(account=world.account, partner=world.cardinal, name="Cleo Dahl"), actor=SYSTEM)


def test_a_contact_belongs_to_the_company_that_entered_it(world: World, cleo: Contact) -> None:
    assert (cleo.partner, cleo.shared, cleo.name_sort) == (world.cardinal, False, "cleo dahl")
    for name in ("olga", "bea"):
        actor = world.actor(name)
        with acting_as(actor):
            assert not Contact.objects.visible_to(actor).exists()


def test_nobody_enters_one_for_another_company(world: World) -> None:
    for name in ("olga", "bea", "eve"):
        actor = world.actor(name)
        with acting_as(actor), pytest.raises(PermissionDenied):
            enter_contact(Contact(account=world.account, partner=world.cardinal, name="Cleo Dahl"), actor=actor)


def test_what_cannot_be_stored_is_said_by_field(world: World) -> None:
    with acting_as(SYSTEM), pytest.raises(ValidationError) as refused:
        enter_contact(Contact(account=world.account, partner=world.cardinal, name="", email="nowhere"), actor=SYSTEM)
    assert set(refused.value.message_dict) == {"name", "email"}


def test_editing_swaps_the_version(world: World, cleo: Contact) -> None:
    pam = world.actor("pam")
    with acting_as(pam):
        mine, theirs = Contact.objects.get(pk=cleo.pk), Contact.objects.get(pk=cleo.pk)
        assert edit_contact(theirs, {"name": "Zoë Dahl", "shared": True}, actor=pam, version=1)
        assert not edit_contact(theirs, {"name": "Zoë Dahl"}, actor=pam, version=1)
        with pytest.raises(Changed):
            edit_contact(mine, {"phone": "+1 614 555 0100"}, actor=pam, version=1)
        stored = Contact.objects.get(pk=cleo.pk)
    assert (stored.name, stored.name_sort, stored.phone, stored.version) == ("Zoë Dahl", "zoe dahl", "", 2)
    assert not stored.shared


def test_whom_it_is_shared_with_does_not_edit_it(world: World, cleo: Contact) -> None:
    with acting_as(SYSTEM):
        Contact.objects.update(shared=True)
    bea = world.actor("bea")
    with acting_as(bea):
        shared = Contact.objects.visible_to(bea).get()
        with pytest.raises(PermissionDenied):
            edit_contact(shared, {"name": "Mine"}, actor=bea, version=1)
