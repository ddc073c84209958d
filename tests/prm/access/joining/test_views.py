"""From the invitation to the first click of somebody new."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from opportunities.models import Member, Opportunity
from prm.access.models import Invitation, RoleRequirement, SignInRecord, User
from prm.core.actor import SYSTEM
from prm.core.outbox.finish import finish_outbox
from prm.core.rls import acting_as
from prm.directory.models import Organization, Person
from tests.cast import World
from tests.opportunities.pages import read

NEW_PARTNER = {
    "company_name": "Kestrel & Sons", "type": "reseller", "tier": "silver", "country": "United States", "region": "OH",
    "name": "Nia Ellis", "email": "Nia@kestrel.example", "role": "partner_manager", "language": "en",
}  # fmt: skip
PASSWORD = "kestrel flies over lakes"
ACCEPTED = {"name": "Nia Ellis", "password1": PASSWORD, "password2": PASSWORD}


def invited(world: World, who: str = "pam", **changes: str) -> str:
    """The path of the link mailed to somebody whom a member of the cast invites."""
    typed = {"name": "Nia Ellis", "email": "nia@cardinal.example", "role": "partner_rep", "language": "en"} | changes
    answer = world.client(who).post("/people/invite/", typed)
    assert answer.status_code == 302, read(answer).errors
    return mailed()


def mailed() -> str:
    with acting_as(SYSTEM):
        finish_outbox()
    found = re.search(r"http://\S+?(/sign-in/invitation/\S+/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def stored(**wanted: Any) -> Invitation:
    with acting_as(SYSTEM):
        return Invitation.objects.select_related("person").get(**wanted)


def test_the_very_first_opportunity_of_a_brand_new_partner(world: World) -> None:
    answer = world.client("bea").post("/partners/new/", NEW_PARTNER)
    assert answer.status_code == 302, read(answer).errors
    with acting_as(SYSTEM):
        kestrel = Organization.objects.get(name="Kestrel & Sons")
    assert (kestrel.kind, kestrel.channel_manager_id) == ("partner", world.bea.pk)
    assert "Nobody works here in the portal yet" in read(world.client("bea").get(answer["Location"])).text
    client = Client()
    came_in = client.post(mailed(), ACCEPTED)
    assert (came_in.status_code, came_in["Location"]) == (302, "/")
    assert "first one" in read(client.get(f"/partners/{kestrel.key}/opportunities/")).text
    entered = client.post("/opportunities/new/", deal(client))
    assert entered.status_code == 302, read(entered).errors
    with acting_as(SYSTEM):
        finish_outbox()
        found = Opportunity.objects.get(partner=kestrel)
        team = set(Member.objects.of(found).values_list("person__name", flat=True))
        assert found.primary_person.name == "Nia Ellis"
    assert {"Nia Ellis", "Bea Lindqvist"} <= team
    assert "Bea Lindqvist" in read(client.get(f"/opportunities/{found.key}/")).text


def deal(client: Client) -> dict[str, Any]:
    """What a browser sends for the shortest form."""
    fields = {name: values[-1] for name, values in read(client.get("/opportunities/new/")).fields.items()}
    closes = str(date.today() + timedelta(days=30))
    return fields | {"name": "First light", "account": "Heron Marina", "source": "web", "close_date": closes}


def test_opening_the_link_changes_nothing(world: World) -> None:
    address = invited(world)
    for _again in range(3):
        assert "Work in the portal for Cardinal Systems" in read(Client().get(address)).text
    assert Client().head(address).status_code == 200
    assert stored().accepted_at is None
    with acting_as(SYSTEM):
        assert not Person.objects.filter(name="Nia Ellis").exists()


def test_accepting_makes_person_and_sign_in(world: World) -> None:
    address, client = invited(world, job_title="Buyer", language="de"), Client()
    assert client.post(address, ACCEPTED | {"name": "Nia E. Ellis"}).status_code == 302
    with acting_as(SYSTEM):
        person = Person.objects.get(name="Nia E. Ellis")
        user = User.objects.get(person=person)
        assert EmailAddress.objects.filter(user=user, email="nia@cardinal.example", verified=True, primary=True)
        assert SignInRecord.objects.filter(user=user, outcome="signed_in").exists()
    assert (person.organization_id, person.role, person.job_title) == (world.cardinal.pk, "partner_rep", "Buyer")
    assert (person.language, person.reports_to_id) == ("de", world.pam.pk)
    assert stored().person == person
    assert user.check_password(PASSWORD)
    assert not user.is_staff
    assert client.get("/opportunities/").status_code == 200


def test_the_link_works_once(world: World) -> None:
    address = invited(world)
    Client().post(address, ACCEPTED)
    again = Client().post(address, ACCEPTED)
    assert again.status_code == 410
    assert "This invitation was accepted" in read(again).text
    with acting_as(SYSTEM):
        assert Person.objects.filter(name="Nia Ellis").count() == 1


def test_whatever_is_the_matter_with_a_link_is_said(world: World) -> None:
    address, client = invited(world), Client()
    assert client.get("/sign-in/invitation/nonsense/").status_code == 404
    assert client.get(f"/sign-in/invitation/{'x' * 5000}/").status_code == 404
    with acting_as(SYSTEM):
        Invitation.objects.update(sent_at=timezone.now() - timedelta(days=9), expires_at=timezone.now())
    assert "Ask Pam Okafor to send" in read(client.get(address)).text
    assert client.post(address, ACCEPTED).status_code == 410
    world.client("pam").post(f"/people/invitations/{stored().key}/withdraw/")
    assert "was withdrawn" in read(client.get(address)).text


def test_a_newer_link_replaces_the_former_one(world: World) -> None:
    former = invited(world)
    world.client("pam").post(f"/people/invitations/{stored().key}/send-again/")
    newer = mailed()
    assert former != newer
    assert Client().get(former).status_code == 404
    assert Client().get(newer).status_code == 200


def test_an_address_that_signs_in_already(world: World) -> None:
    address = invited(world, email="OLGA@harborline.example")
    answer = Client().post(address, ACCEPTED)
    assert answer.status_code == 410
    assert "You have a sign-in already" in read(answer).text
    with acting_as(SYSTEM):
        assert not Person.objects.filter(name="Nia Ellis").exists()


def test_a_company_that_ended_takes_its_invitations_along(world: World) -> None:
    address = invited(world)
    with acting_as(SYSTEM):
        Organization.objects.filter(pk=world.cardinal.pk).update(active=False)
    assert Client().post(address, ACCEPTED).status_code == 410


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "id_name"),
        ({"name": "x" * 10_000}, "id_name"),
        ({"password1": "short", "password2": "short"}, "id_password1"),
        ({"password1": "nia@cardinal.example", "password2": "nia@cardinal.example"}, "id_password1"),
        ({"password2": "another long one"}, "id_password2"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(world: World, typed: dict[str, str], field: str) -> None:
    answer = Client().post(invited(world), ACCEPTED | typed)
    assert answer.status_code == 422
    assert field in read(answer).errors
    assert stored().accepted_at is None


def test_names_of_all_kinds_come_in(world: World) -> None:
    name = "\u202e\u0646\u064a 🦉 Ellis"
    assert Client().post(invited(world), ACCEPTED | {"name": name}).status_code == 302


def test_somebody_signed_in_is_asked_to_sign_out_first(world: World) -> None:
    address, client = invited(world), world.client("pam")
    assert "You are signed in already" in read(client.get(address)).text
    client.post(address, ACCEPTED)
    assert stored().accepted_at is None


def test_second_factor_of_the_role_is_asked_for_at_the_next_click(world: World) -> None:
    with acting_as(SYSTEM):
        RoleRequirement.objects.filter(role="partner_rep").update(second_factor=True)
    client = Client()
    client.post(invited(world), ACCEPTED)
    assert client.get("/opportunities/")["Location"] == "/sign-in/2fa/"


def test_an_administrator_of_the_brand_owner(world: World) -> None:
    company = world.gantry.key
    typed = {"company": company, "role": "administrator", "email": "nia@gantry.example"}
    client = Client()
    client.post(invited(world, "ada", **typed), ACCEPTED)
    with acting_as(SYSTEM):
        user = User.objects.get(email="nia@gantry.example")
    assert user.is_staff
    assert client.get("/admin/").status_code == 200
