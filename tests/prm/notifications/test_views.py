from __future__ import annotations

import html
import re

import pytest
from django.core import mail
from django.test import Client

from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.notifications.models import Notice
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene
from tests.opportunities.statements import statements
from tests.prm.notifications.telling import noticed, work_off


@pytest.fixture
def deal(scene: Scene) -> Opportunity:
    return entered(scene, "pia", name="Routers <b>for</b> hall 3", people=("pat", "ivo"))


def page(scene: Scene, who: str, address: str = "/notices/") -> str:
    response = scene.client(who).get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def unread(scene: Scene, who: str) -> int:
    with acting_as(SYSTEM):
        return Notice.objects.unread().filter(person=scene.people[who]).count()


def test_words_and_state(scene: Scene, deal: Opportunity) -> None:
    noticed(scene, deal, ["pat"])
    shown = page(scene, "pat")
    assert "“Routers <b>for</b> hall 3” is won" in shown
    assert "Pam Okafor closed it as won." in shown
    assert '<span class="chip">New</span>' in shown
    assert "Mark all as read" in shown
    assert "No notices" in page(scene, "olga")


def test_bell_counts_on_every_page(scene: Scene, deal: Opportunity) -> None:
    assert 'aria-label="Notices"' in page(scene, "pat", "/opportunities/")
    noticed(scene, deal, ["pat", "pia"])
    assert 'aria-label="Notices, 1 unread"' in page(scene, "pat", "/opportunities/")
    for event in range(2, 10):
        noticed(scene, deal, ["pat"], event=event)
    assert 'aria-label="Notices, 9 unread"' in page(scene, "pat", "/accounts/")
    noticed(scene, deal, ["pat"], event=10)
    shown = page(scene, "pat", "/accounts/")
    assert 'aria-label="Notices, more than 9 unread"' in shown
    assert '<span class="count" aria-hidden="true">9+</span>' in shown


def test_opening_leads_there_and_marks_it_read(scene: Scene, deal: Opportunity) -> None:
    (notice,) = noticed(scene, deal, ["pat"])
    client = scene.client("pat")
    assert client.get(f"/notices/{notice.key}/").status_code == 405
    response = client.post(f"/notices/{notice.key}/", follow=True)
    assert response.redirect_chain == [(f"/opportunities/{deal.key}/", 302)]
    assert response.status_code == 200
    assert unread(scene, "pat") == 0
    shown = page(scene, "pat")
    assert '<span class="chip">New</span>' not in shown
    assert "Mark all as read" not in shown


def test_nobody_opens_what_others_were_told(scene: Scene, deal: Opportunity) -> None:
    (notice,) = noticed(scene, deal, ["pat"])
    for who in ("pam", "pia", "bea", "ada", "olga"):
        assert scene.client(who).post(f"/notices/{notice.key}/").status_code == 404
    assert unread(scene, "pat") == 1


def test_what_is_no_longer_to_be_opened_says_nothing(scene: Scene, deal: Opportunity) -> None:
    (notice,) = noticed(scene, deal, ["ivo"])
    with acting_as(SYSTEM):
        Member.objects.filter(opportunity=deal, person=scene.people["ivo"]).delete()
    shown = page(scene, "ivo")
    assert "An opportunity that you can no longer open" in shown
    assert "hall 3" not in shown
    assert "Cardinal" not in shown
    response = scene.client("ivo").post(f"/notices/{notice.key}/", follow=True)
    assert response.redirect_chain == [("/notices/", 302)]
    assert "You can no longer open that opportunity" in response.content.decode()
    assert unread(scene, "ivo") == 0


def test_read_all(scene: Scene, deal: Opportunity) -> None:
    for event in (1, 2, 3):
        noticed(scene, deal, ["pat", "pia"], event=event)
    response = scene.client("pat").post("/notices/read/", follow=True)
    assert "All notices are marked as read." in response.content.decode()
    assert (unread(scene, "pat"), unread(scene, "pia")) == (0, 3)


def test_set_mail(scene: Scene, deal: Opportunity) -> None:
    client = scene.client("pat")
    assert "Stop e-mail" in client.get("/notices/").content.decode()
    assert "You get no more e-mail" in client.post("/notices/mail/", {"by_mail": "no"}, follow=True).content.decode()
    noticed(scene, deal, ["pat"])
    work_off()
    assert mail.outbox == []
    assert (
        "You get notices by e-mail again"
        in client.post("/notices/mail/", {"by_mail": "yes"}, follow=True).content.decode()
    )


def test_a_refused_address_is_told(scene: Scene, deal: Opportunity) -> None:
    (notice,) = noticed(scene, deal, ["pat"])
    with acting_as(SYSTEM):
        Notice.objects.filter(pk=notice.pk).update(mail_refused="550 no such mailbox")
    assert "550 no such mailbox" in page(scene, "pat")


def test_pages(scene: Scene, deal: Opportunity) -> None:
    for event in range(1, 31):
        noticed(scene, deal, ["pat"], event=event)
    first = page(scene, "pat")
    assert first.count("is won") == 25
    (following,) = set(re.findall(r'href="(\?cursor=[\w-]+)"', first))
    second = page(scene, "pat", f"/notices/{following}")
    assert second.count("is won") == 5
    (back,) = set(re.findall(r'href="(\?cursor=[\w-]+)"', second))
    assert page(scene, "pat", f"/notices/{back}").count("is won") == 25
    assert page(scene, "pat", f"/notices/?cursor={'x' * 10_000}").count("is won") == 25


@pytest.mark.parametrize("count", [1, 3])
def test_statements(scene: Scene, deal: Opportunity, count: int) -> None:
    """Session, user, actor with the bell's number; context; notices, opportunities, names, preference, last mail."""
    for event in range(count):
        noticed(scene, deal, ["pat"], event=event)
    client = scene.client("pat")
    client.get("/notices/")
    assert len(statements(lambda: client.get("/notices/"))) == 13


class TestStopMail:
    def link(self, scene: Scene, deal: Opportunity) -> str:
        noticed(scene, deal, ["pat"])
        work_off()
        (sent,) = mail.outbox
        return re.sub(r"^https?://[^/]+", "", sent.extra_headers["List-Unsubscribe"].strip("<>"))

    def test_looking_changes_nothing(self, scene: Scene, deal: Opportunity) -> None:
        link = self.link(scene, deal)
        response = Client().get(link)
        assert response.status_code == 200
        assert "Stop e-mail about notices?" in response.content.decode()
        noticed(scene, deal, ["pat"], event=2)
        work_off()
        assert len(mail.outbox) == 2

    def test_one_click_of_a_mail_program(self, scene: Scene, deal: Opportunity) -> None:
        link = self.link(scene, deal)
        stranger = Client(enforce_csrf_checks=True)
        response = stranger.post(link, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "You get no more e-mail about notices" in response.content.decode()
        assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
        noticed(scene, deal, ["pat", "pia"], event=2)
        work_off()
        assert [message.to for message in mail.outbox[1:]] == [["pia@cardinal.example"]]

    def test_somebody_elses_token(self, scene: Scene, deal: Opportunity) -> None:
        link = self.link(scene, deal)
        assert Client().post(link[:-3] + "x/").status_code == 404
        assert Client().get(f"/notices/stop/{'x' * 300}/").status_code == 404

    def test_somebody_who_left(self, scene: Scene, deal: Opportunity) -> None:
        link = self.link(scene, deal)
        with acting_as(SYSTEM):
            type(scene.people["pat"]).objects.filter(pk=scene.people["pat"].pk).update(active=False)
        assert Client().post(link).status_code == 404
