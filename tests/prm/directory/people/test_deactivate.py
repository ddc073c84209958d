from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client

from opportunities.entry.actions import enter_opportunity
from opportunities.models import Opportunity
from prm.access.models import SignInRecord
from prm.core.actor import SYSTEM
from prm.core.outbox.finish import finish_outbox
from prm.core.rls import acting_as
from prm.demo import cast
from prm.directory.actions import save_person
from prm.directory.models import Person
from tests.cast import World
from tests.opportunities.pages import read


def page(world: World, whom: str, verb: str = "deactivate") -> str:
    return f"/people/{world.people[whom].key}/{verb}/"


def enter(world: World, who: str) -> Opportunity:
    actor, person = world.actor(who), world.people[who]
    with acting_as(actor):
        entry = world.entry(partner_id=person.organization_id, person_id=person.pk)
        return enter_opportunity(entry, actor=actor).opportunity


def primary(deal: Opportunity) -> Person:
    with acting_as(SYSTEM):
        return Opportunity.objects.select_related("primary_person").get(pk=deal.pk).primary_person


def test_the_page_says_what_becomes_of_the_work_and_changes_nothing(world: World) -> None:
    deal = enter(world, "pat")
    text = read(world.client("pam").get(page(world, "pat"))).text
    assert "1 open opportunity goes to Pam Okafor." in text
    assert primary(deal) == world.pat


def test_deactivated_signed_out_and_back_again(world: World) -> None:
    deal, pam, pat = enter(world, "pat"), world.client("pam"), Client()
    signing_in = {"login": cast.PAT.email, "password": cast.password()}
    pat.post("/sign-in/", signing_in)
    answer = pam.post(page(world, "pat"), follow=True)
    assert "Pat Moreau is deactivated; Pam Okafor leads their opportunities now." in read(answer).text
    assert primary(deal) == world.pam
    assert pat.get("/opportunities/").status_code == 403
    with acting_as(SYSTEM):
        finish_outbox()
    assert pat.get("/opportunities/").headers["Location"].startswith("/sign-in/")
    refused = pat.post("/sign-in/", signing_in, follow=True)
    assert "This sign-in is closed" in read(refused).text or refused.redirect_chain[-1][0].endswith("inactive/")
    with acting_as(SYSTEM):
        assert SignInRecord.objects.filter(user=world.users["pat"], outcome="closed").exists()
    again = pam.post(page(world, "pat", "activate"), follow=True)
    assert "Pat Moreau can sign in again." in read(again).text
    assert pat.post("/sign-in/", signing_in)["Location"] == "/"
    assert primary(deal) == world.pam


def test_twice_is_harmless(world: World) -> None:
    client = world.client("pam")
    for _again in range(2):
        assert client.post(page(world, "pat")).status_code == 302
        assert client.post(page(world, "pat", "activate")).status_code == 302
        assert client.post(page(world, "pat", "activate")).status_code == 302


def test_in_no_picker(world: World) -> None:
    deal, client = enter(world, "pam"), world.client("pam")
    offered = f"/opportunities/{deal.key}/team/people/?typed=Moreau"
    assert "Pat Moreau" in read(client.get(offered)).text
    client.post(page(world, "pat"), follow=True)
    for address in (offered, "/people/", "/opportunities/new/", "/company/", "/opportunities/my/filters/"):
        assert "Pat Moreau" not in client.get(address).content.decode(), address
    assert "Pat Moreau" in read(client.get("/people/?active=no")).text


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("pat", "pam", 403),
        ("pam", "pam", 403),
        ("pam", "bea", 403),
        ("pam", "olga", 404),
        ("olga", "pat", 404),
        ("bea", "pat", 403),
        ("eve", "abe", 403),
        ("ada", "ada", 403),
    ],
)
def test_who_may_not(world: World, who: str, whom: str, status: int) -> None:
    client = world.client(who)
    for verb in ("deactivate", "activate"):
        assert client.post(page(world, whom, verb)).status_code == status
    assert client.get(page(world, whom)).status_code == status
    with acting_as(SYSTEM):
        assert Person.objects.get(pk=world.people[whom].pk).active


def test_a_successor_is_asked_for_where_nobody_follows(world: World) -> None:
    deal, client = enter(world, "abe"), world.client("ada")
    assert "go to whom you name below" in read(client.get(page(world, "abe"))).text.replace("goes", "go")
    for wrong in ("", world.pat.key, world.eve.key, "aaaaaaaaaa", "x" * 10_000, "\x00"):
        answer = client.post(page(world, "abe"), {"successor": wrong})
        assert (answer.status_code, "id_successor" in read(answer).errors) == (422, True), wrong
    assert client.post(page(world, "abe"), {"successor": world.bea.key}).status_code == 302
    assert primary(deal) == world.bea


def test_whom_an_administrator_let_go_no_partner_manager_takes_back(world: World) -> None:
    ada, pam = world.client("ada"), world.client("pam")
    ada.post(page(world, "pat"))
    shown = read(pam.get(f"/people/{world.pat.key}/"))
    assert "Deactivated by Gantry" in shown.text
    assert "Activate again" not in shown.text
    told = read(pam.post(page(world, "pat", "activate"), follow=True)).text
    assert "Gantry deactivated Pat Moreau, so only an administrator there activates them again." in told
    with acting_as(world.actor("pam")), pytest.raises(IntegrityError, match="person_deactivated"), transaction.atomic():
        Person.objects.filter(pk=world.pat.pk).update(active=True)
    with acting_as(world.actor("pam")), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        Person.objects.filter(pk=world.pat.pk).update(deactivated_by_brand_owner=False)
    assert "can sign in again" in read(ada.post(page(world, "pat", "activate"), follow=True)).text
    # What the company decides itself it takes back itself, from then on too.
    pam.post(page(world, "pat"))
    assert "can sign in again" in read(pam.post(page(world, "pat", "activate"), follow=True)).text


def test_django_admin_decides_for_the_brand_owner_too(world: World) -> None:
    for active in (False, True):
        with acting_as(SYSTEM):
            person = Person.objects.select_related("organization").get(pk=world.pat.pk)
            person.active = active
            save_person(person, actor=SYSTEM)
            assert Person.objects.get(pk=world.pat.pk).deactivated_by_brand_owner is not active


def test_it_is_decided_for_whom_their_company_let_go_before(world: World) -> None:
    ada, pam = world.client("ada"), world.client("pam")
    pam.post(page(world, "pat"))
    ada.post(page(world, "pat"))
    told = read(pam.post(page(world, "pat", "activate"), follow=True)).text
    assert "only an administrator there activates them again" in told
    with acting_as(SYSTEM):
        assert not Person.objects.get(pk=world.pat.pk).active
