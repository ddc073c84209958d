from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import Client
from pytest_django import Settings

from prm.demo.mail import keeping
from prm.demo.mail.keeping import kept_mails

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "prm.demo.mail.keeping.EmailBackend"
    settings.DEMO_MAIL = tmp_path / "mail"
    return tmp_path / "mail"


def send(subject: str = "Hello <b>", html: str = "<p onclick='x()'>Look</p>") -> None:
    message = EmailMultiAlternatives(subject, "See http://portal.example/x?a=1&b=2 <now>", to=["pat@cardinal.example"])
    if html:
        message.attach_alternative(html, "text/html")
    message.send()


def test_nobody_wrote_yet() -> None:
    assert "No mail yet" in Client().get("/mail/").content.decode()


def test_whoever_tries_the_demo_reads_all_mail() -> None:
    send_mail("Set a new password", "The link", None, ["olga@harborline.example"])
    send()
    shown = Client().get("/mail/").content.decode()
    assert shown.index("Hello &lt;b&gt;") < shown.index("Set a new password")
    assert "olga@harborline.example" in shown


def test_one_mail_with_text_and_html() -> None:
    send()
    (mail,) = kept_mails()
    response = Client().get(f"/mail/{mail.key}/")
    shown = response.content.decode()
    assert '<a href="http://portal.example/x?a=1&amp;b=2"' in shown
    assert "&lt;now&gt;" in shown
    assert "onclick" not in shown
    assert f'src="/mail/{mail.key}/html/"' in shown
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]


def test_html_runs_nothing_and_stays_in_its_frame() -> None:
    send()
    (mail,) = kept_mails()
    response = Client().get(f"/mail/{mail.key}/html/")
    assert "<p onclick='x()'>Look</p>" in response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert re.match(r"default-src 'none'; style-src 'unsafe-inline'; img-src data:;", policy)
    assert policy.endswith("; sandbox allow-popups allow-popups-to-escape-sandbox")
    assert "script-src" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_mail_without_html_has_no_frame() -> None:
    send(html="")
    (mail,) = kept_mails()
    assert "<iframe" not in Client().get(f"/mail/{mail.key}/").content.decode()
    assert Client().get(f"/mail/{mail.key}/html/").status_code == 404


def test_an_installation_has_no_such_pages(settings: Settings) -> None:
    send()
    (mail,) = kept_mails()
    settings.DEMO = False
    for address in ("/mail/", f"/mail/{mail.key}/", f"/mail/{mail.key}/html/"):
        assert Client().get(address).status_code == 404


def test_oldest_go_and_other_files_stay(mailbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    mailbox.mkdir()
    (mailbox / "readme.eml").write_text("not ours")
    for number in range(4):
        send(f"Mail {number}")
    assert [mail.subject for mail in kept_mails()] == ["Mail 3", "Mail 2"]
    assert (mailbox / "readme.eml").exists()
