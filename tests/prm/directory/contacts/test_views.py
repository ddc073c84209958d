from __future__ import annotations

import pytest

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.accounts.actions import link_account
from prm.directory.contacts.actions import enter_contact
from prm.directory.models import Contact
from tests.cast import World
from tests.opportunities.pages import read
from tests.opportunities.statements import statements

SENT = {"name": "Zoë Ruiz", "job_title": "Plant Manager", "email": "zoe@larkspur.example", "phone": "+1 614 555 0123"}


def contact(world: World, name: str, partner: str = "cardinal", *, shared: bool = False) -> Contact:
    with acting_as(SYSTEM):
        row = Contact(account=world.account, partner=getattr(world, partner), name=name, shared=shared)
        return enter_contact(row, actor=SYSTEM)


def page(world: World) -> str:
    return f"/accounts/{world.account.key}/"


def test_each_company_reads_its_own_and_the_brand_owner_the_shared_ones(world: World) -> None:
    with acting_as(SYSTEM):
        link_account(world.account.pk, world.harborline.pk)
    contact(world, "Cleo Own")
    contact(world, "Dora Shared", shared=True)
    contact(world, "Gil Foreign", "harborline", shared=True)
    contact(world, "Hal Ours", "gantry")
    for who, names in (("pat", "Cleo Dora"), ("olga", "Gil"), ("bea", "Dora Gil Hal")):
        text = read(world.client(who).get(page(world))).text
        assert {name for name in ("Cleo", "Dora", "Gil", "Hal") if name in text} == set(names.split()), who


def test_who_may_see_a_contact_is_said(world: World) -> None:
    assert "known to Cardinal Systems alone" in read(world.client("pat").get(page(world))).text
    contact(world, "Cleo Own")
    assert "Cardinal Systems only" in read(world.client("pat").get(page(world))).text
    with acting_as(SYSTEM):
        Contact.objects.update(shared=True)
    assert "Visible to both companies" in read(world.client("pat").get(page(world))).text


@pytest.mark.parametrize(
    ("shared", "words"),
    [
        (False, "Cardinal Systems only"),
        (None, "Cardinal Systems and the teams of restricted opportunities only"),
        (True, "Visible to both companies"),
    ],
)
def test_the_form_says_the_same_of_it(world: World, shared: bool | None, words: str) -> None:
    address = f"/contacts/{contact(world, 'Cleo Own').key}/edit/"
    with acting_as(SYSTEM):
        Contact.objects.update(shared=shared)
    assert words in read(world.client("pat").get(address)).text


def test_a_new_contact_stays_with_the_company(world: World) -> None:
    answer = world.client("pat").post(f"{page(world)}contacts/new/", SENT)
    assert (answer.status_code, answer["Location"]) == (302, page(world))
    with acting_as(SYSTEM):
        stored = Contact.objects.get()
    assert (stored.partner_id, stored.shared, stored.phone) == (world.cardinal.pk, False, "+1 614 555 0123")
    again = world.client("pat").post(f"{page(world)}contacts/new/", SENT)
    assert again.status_code == 422
    assert read(again).fields["email"] == [SENT["email"]]


def test_the_second_saver_sees_both_and_may_save_again(world: World) -> None:
    address = f"/contacts/{contact(world, 'Zoë Ruiz').key}/edit/"
    sent = SENT | {"version": "1"}
    assert world.client("pam").post(address, sent | {"job_title": "Buyer"}).status_code == 302
    told = world.client("pat").post(address, sent)
    shown = read(told)
    assert told.status_code == 422
    assert "Somebody changed this contact while you typed" in shown.text
    assert "Job title Buyer Plant Manager" in shown.text
    assert world.client("pat").post(address, sent | {"version": shown.fields["version"][0]}).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("pam", 200), ("olga", 404), ("bea", 403), ("eve", 403)])
def test_who_edits_a_shared_contact(world: World, who: str, status: int) -> None:
    address = f"/contacts/{contact(world, 'Zoë Ruiz', shared=True).key}/edit/"
    client = world.client(who)
    assert client.get(address).status_code == status
    if status != 404:
        assert (address in client.get(page(world)).content.decode()) == (status == 200)


def test_the_brand_owner_does_not_learn_of_a_contact_that_is_not_shared(world: World) -> None:
    assert world.client("bea").get(f"/contacts/{contact(world, 'Cleo Own').key}/edit/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_page_costs_the_same_for_one_contact_and_for_three(world: World) -> None:
    for count in (1, 3):
        for number in range(1 if count == 1 else 2):
            contact(world, f"Contact {count}{number}", shared=True)
        for who, most in (("pat", 7), ("bea", 8)):
            client = world.client(who)
            client.get(page(world))
            found = statements(lambda client=client: client.get(page(world)))
            assert len(found) == most, "\n".join(found)
