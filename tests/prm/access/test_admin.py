from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from prm.access.actors import actor_of
from prm.access.models import User
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.models import Person
from tests.administration import page, save
from tests.cast import World

NEW = {"name": "Nia Castillo", "role": "partner_rep", "time_zone": "UTC", "language": "de"}


def user_of(person: Person) -> User | None:
    with acting_as(SYSTEM):
        return User.objects.filter(person=person).first()


def added(name: str) -> Person:
    with acting_as(SYSTEM):
        return Person.objects.get(name=name)


def test_invited_person_sets_a_password_and_gets_in(world: World) -> None:
    picked: dict[str, Any] = NEW | {"organization": world.cardinal.pk, "sign_in_email": "Nia@Cardinal.example"}
    assert save(world.client("ada"), page(Person, "add"), **picked).status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["nia@cardinal.example"]
    assert "Gantry" in sent.subject
    assert "Nia Castillo" in sent.body
    assert "Ada Whitfield" in sent.body
    client = Client()
    form = client.get(re.findall(r"https?://testserver(\S+)", sent.body)[0], follow=True)
    password = {"password1": "long-enough-4-all", "password2": "long-enough-4-all"}
    assert client.post(form.redirect_chain[-1][0], password).status_code == 302
    assert client.login(email="nia@cardinal.example", password="long-enough-4-all")
    assert client.get("/opportunities/").status_code == 200


def test_person_without_a_sign_in_shows_so(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(Person, "add"), **NEW, organization=world.cardinal.pk).status_code == 302
    assert user_of(added("Nia Castillo")) is None
    assert not mail.outbox
    html = client.get(page(Person, "changelist"), {"q": "Nia"}).content.decode()
    assert "none" in html
    assert world.users["pat"].email in client.get(page(Person, "change", world.pat.pk)).content.decode()


def test_sign_in_is_given_later_and_once(world: World) -> None:
    client = world.client("ada")
    save(client, page(Person, "add"), **NEW, organization=world.cardinal.pk)
    address = page(Person, "change", added("Nia Castillo").pk)
    assert save(client, address, sign_in_email="nia@cardinal.example").status_code == 302
    assert save(client, address, sign_in_email="second@cardinal.example").status_code == 302
    user = user_of(added("Nia Castillo"))
    assert user is not None
    assert user.email == "nia@cardinal.example"
    assert len(mail.outbox) == 1


def test_mail_that_does_not_go_out_leaves_the_sign_in_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise ConnectionRefusedError("mail is down")

    client = world.client("ada")
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    typed: dict[str, Any] = NEW | {"organization": world.cardinal.pk, "sign_in_email": "nia@cardinal.example"}
    html = save(client, page(Person, "add"), **typed, _continue="1")
    shown = client.get(html.headers["Location"]).content.decode()
    assert "mail is down" in shown
    user = user_of(added("Nia Castillo"))
    assert user is not None
    sending = {"action": "send_links", "_selected_action": [user.pk]}
    assert "mail is down" in client.post(page(User, "changelist"), sending, follow=True).content.decode()


def test_link_is_sent_again_from_the_list(world: World) -> None:
    sending = {"action": "send_links", "_selected_action": [world.users["pat"].pk, world.users["pam"].pk]}
    response = world.client("ada").post(page(User, "changelist"), sending, follow=True)
    assert "2 mails were sent." in response.content.decode()
    assert {message.to[0] for message in mail.outbox} == {"pat@cardinal.example", "pam@cardinal.example"}


def test_rights_follow_the_role(world: World) -> None:
    client = world.client("ada")
    assert save(client, page(Person, "change", world.abe.pk), role="administrator").status_code == 302
    promoted = user_of(world.abe)
    assert promoted is not None
    assert (promoted.is_staff, promoted.is_superuser) == (True, True)
    assert save(client, page(Person, "change", world.abe.pk), role="sales_agent").status_code == 302
    demoted = user_of(world.abe)
    assert demoted is not None
    assert (demoted.is_staff, demoted.is_superuser) == (False, False)


def test_ended_sign_in_gets_nowhere(world: World) -> None:
    olga = world.client("olga")
    assert save(world.client("ada"), page(User, "change", world.users["olga"].pk), is_active=None).status_code == 302
    assert actor_of(world.users["olga"].pk) is None
    assert olga.get("/opportunities/").status_code in (302, 403)


def test_credentials_are_not_on_the_page(world: World) -> None:
    html = world.client("ada").get(page(User, "change", world.users["pat"].pk)).content.decode()
    assert world.users["pat"].password not in html
    assert world.actor("pat").role == Role.PARTNER_REP
