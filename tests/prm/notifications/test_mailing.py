"""What stands in a mail, and that its links open for whoever got it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from opportunities.entry.records import NewAccount
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Person
from prm.notifications.mailing import mail_of
from prm.notifications.models import Notice
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.prm.notifications.telling import noticed, work_off

PORTAL = "https://portal.example"
STRANGE = "<b>Fish & chips</b>\n\u202eabc 🐟 " + "x" * 170


@pytest.fixture(autouse=True)
def portal(settings: Settings) -> None:
    settings.PORTAL_ADDRESS = PORTAL


def deal_called(scene: Scene, name: str = "Routers") -> Opportunity:
    account = NewAccount("Smith & <Sons>", country="United States")
    return entered(scene, "pia", name=name, people=("pat", "ivo", "eve"), account=account, amount=Decimal("1235"))


def mail_to(scene: Scene, who: str, deal: Opportunity, **fields: str) -> EmailMultiAlternatives:
    (notice,) = noticed(scene, deal, [who], **fields)
    actor = scene.actor(who)
    with acting_as(SYSTEM):
        Notice.objects.filter(pk=notice.pk).update(created_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
        return mail_of(Notice.objects.get(pk=notice.pk), actor)


def html_of(message: EmailMultiAlternatives) -> str:
    ((content, kind),) = message.alternatives
    assert kind == "text/html"
    return str(content)


def test_subject_text_and_html(scene: Scene) -> None:
    with acting_as(SYSTEM):
        Person.objects.filter(pk=scene.people["pat"].pk).update(time_zone="America/Chicago")
    deal = deal_called(scene)
    message = mail_to(scene, "pat", deal)
    assert (message.subject, message.to) == ("“Routers” is won", ["pat@cardinal.example"])
    for said in (
        "Pam Okafor closed it as won.",
        f"{PORTAL}/opportunities/{deal.key}/",
        "$1,235",
        "Mar 1, 2026, 5:30 PM",
    ):
        assert said in message.body
        assert said in html_of(message)
    assert "Customer: Smith & <Sons>" in message.body
    assert "Smith &amp; &lt;Sons&gt;" in html_of(message)
    assert "<script" not in html_of(message)


def test_way_out(scene: Scene) -> None:
    message = mail_to(scene, "pat", deal_called(scene))
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"{PORTAL}/notices/stop/")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in message.body
    assert link in html_of(message)
    assert str(scene.people["pat"].pk) not in message.body.split()


def test_names_that_would_break_a_mail(scene: Scene) -> None:
    with acting_as(SYSTEM):
        deal = deal_called(scene)
        Opportunity.objects.filter(pk=deal.pk).update(name=STRANGE[:200])
    message = mail_to(scene, "pat", deal)
    assert "\n" not in message.subject
    assert len(message.subject) == 150
    assert "&lt;b&gt;Fish &amp; chips&lt;/b&gt;" in html_of(message)
    assert "🐟".encode() in message.message().as_bytes() or b"=F0=9F=90=9F" in message.message().as_bytes()


def test_a_mail_program_gets_both_forms(scene: Scene) -> None:
    text = mail_to(scene, "pat", deal_called(scene)).message().as_string()
    assert "multipart/alternative" in text
    assert text.index("text/plain") < text.index("text/html")


@pytest.mark.parametrize("kind", Notice.Kind.values)
def test_every_kind_has_its_mail(scene: Scene, kind: str) -> None:
    deal = deal_called(scene)
    message = mail_to(scene, "ada", deal, kind=kind, how="on", other=1, reason="Why", groups=["Agents"])  # type: ignore[arg-type]
    assert "Routers" in message.subject
    assert "%" not in message.subject + message.body


def test_links_open_for_whoever_got_them(scene: Scene) -> None:
    deal = deal_called(scene)
    people = ["pia", "pat", "ivo", "eve", "pam", "bea", "ada", "dana"]
    noticed(scene, deal, [*people, "olga", "otto"])
    work_off()
    by_address = {scene.users[name].email: name for name in people}
    assert {message.to[0] for message in mail.outbox} == set(by_address)
    for message in mail.outbox:
        client = scene.client(by_address[message.to[0]])
        links = set(re.findall(rf"{PORTAL}(/[^\s]*)", message.body))
        assert links == set(re.findall(rf'href="{PORTAL}([^"]*)"', html_of(message)))
        assert len(links) == 3
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_links_of_others_open_nothing(scene: Scene) -> None:
    deal = deal_called(scene)
    message = mail_to(scene, "pat", deal)
    (page,) = re.findall(rf"{PORTAL}(/opportunities/\S*)", message.body)
    assert scene.client("olga").get(page).status_code == 404
    assert Client().get(page).status_code == 302
