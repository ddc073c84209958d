from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from prm.access.invitations.actions import write_invitation
from prm.access.models import Invitation
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Organization
from tests.cast import World
from tests.opportunities.pages import read
from tests.opportunities.statements import statements

LIST = "/people/invitations/"
TYPED = {"name": "Nia Ellis", "email": "nia@cardinal.example", "role": "partner_rep", "language": "en"}
# Session, user, actor, context, rows.
MOST = 5
LOOKS_AGAIN = 'id="invitations" hx-get'


def invited(world: World, company: str, name: str, role: str = "partner_rep") -> Invitation:
    organization = getattr(world, company)
    row = Invitation(organization=organization, name=name, email=f"{name}@x.example".lower(), role=role)
    with acting_as(SYSTEM):
        return write_invitation(row, actor=SYSTEM)


@pytest.mark.parametrize(
    ("who", "names"),
    [("pam", {"Nia"}), ("bea", {"Nia"}), ("ada", {"Nia", "Oda", "Gil"})],
)
def test_whom_the_list_shows(world: World, who: str, names: set[str]) -> None:
    for company, name, role in (
        ("cardinal", "Nia", "partner_rep"),
        ("harborline", "Oda", "partner_rep"),
        ("gantry", "Gil", "sales_agent"),
    ):
        invited(world, company, name, role)
    text = read(world.client(who).get(LIST)).text
    assert {name for name in ("Nia", "Oda", "Gil") if name in text} == names
    assert "being sent" in text


def test_the_list_looks_again_until_the_mail_is_out(world: World) -> None:
    row, client = invited(world, "cardinal", "Nia"), world.client("pam")
    assert LOOKS_AGAIN in client.get(LIST).content.decode()
    with acting_as(SYSTEM):
        Invitation.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(minutes=2))
    waiting = client.get(LIST)
    assert LOOKS_AGAIN not in waiting.content.decode()
    assert "being sent" in read(waiting).text


@pytest.mark.parametrize(("who", "status"), [("pat", 403), ("olga", 403), ("abe", 403), ("eve", 403)])
def test_who_may_not_invite(world: World, who: str, status: int) -> None:
    client = world.client(who)
    for address in (LIST, "/people/invite/"):
        assert client.get(address).status_code == status
    assert "/people/invite/" not in client.get("/people/").content.decode()


def test_send_again_and_withdraw_say_what_became_of_it(world: World) -> None:
    row, client = invited(world, "cardinal", "Nia"), world.client("pam")
    again = client.post(f"{LIST}{row.key}/send-again/", follow=True)
    assert "A new link goes to nia@x.example" in read(again).text
    assert "is withdrawn" in read(client.post(f"{LIST}{row.key}/withdraw/", follow=True)).text
    assert "No open invitations" in read(client.get(LIST)).text
    assert "Nia" in read(client.get(f"{LIST}?show=all")).text
    for verb in ("send-again", "withdraw"):
        told = client.post(f"{LIST}{row.key}/{verb}/", follow=True)
        assert "was accepted or withdrawn by now" in read(told).text


def test_inviting_twice_keeps_what_was_typed(world: World) -> None:
    client = world.client("pam")
    assert client.post("/people/invite/", TYPED)["Location"] == LIST
    again = client.post("/people/invite/", TYPED)
    assert again.status_code == 422
    assert "This address is invited already" in read(again).text
    assert read(again).fields["email"] == [TYPED["email"]]


def test_a_known_company_is_said_at_its_field(world: World) -> None:
    typed = TYPED | {"company_name": "HARBORLINE", "role": "partner_manager"}
    answer = world.client("bea").post("/partners/new/", typed)
    assert answer.status_code == 422
    assert "already an organization" in read(answer).errors["id_company_name"]
    with acting_as(SYSTEM):
        assert Organization.objects.partners().count() == 2
        assert not Invitation.objects.exists()


@pytest.mark.parametrize("value", ["x" * 10_000, "x" * 300, "\x00"])
def test_hostile_names_are_said_and_kept(world: World, value: str) -> None:
    answer = world.client("pam").post("/people/invite/", TYPED | {"name": value})
    assert answer.status_code == 422
    assert "id_name" in read(answer).errors


@pytest.mark.parametrize("name", ["Pay at www.evil.example", "nia.evil.example", "Nia\nYour account is locked"])
def test_no_mail_of_ours_carries_an_address_somebody_typed(world: World, name: str) -> None:
    first_person = {"company_name": "Kestrel", "role": "partner_manager"}
    for who, address, more in (("pam", "/people/invite/", {}), ("bea", "/partners/new/", first_person)):
        answer = world.client(who).post(address, TYPED | more | {"name": name})
        assert answer.status_code == 422
        assert list(read(answer).errors) == ["id_name"]
    with acting_as(SYSTEM):
        assert not Invitation.objects.exists()
        assert not Organization.objects.filter(name="Kestrel").exists()


@pytest.mark.django_db(transaction=True)
def test_the_list_costs_the_same_for_one_row_and_for_three(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prm.core.outbox.publish.dispatch", lambda ids: True)
    for count in (1, 3):
        for number in range(1 if count == 1 else 2):
            invited(world, "cardinal", f"Nia{count}{number}")
        for who in ("pam", "bea"):
            client = world.client(who)
            client.get(LIST)
            found = statements(lambda client=client: client.get(LIST))
            assert len(found) == MOST, "\n".join(found)
