from __future__ import annotations

import pytest

from prm.addresses import database_from, email_from


def test_database_address_with_escapes_and_options() -> None:
    found = database_from("postgres://a%40b:p%2Fw@db.example:6432/prm?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("a@b", "p/w", "db.example", "6432")
    assert found["NAME"] == "prm"
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("address", ["postgres://u@%2Frun%2Fpg/prm", "postgres://u@/prm?host=/run/pg"])
def test_database_address_with_socket_folder(address: str) -> None:
    assert database_from(address)["HOST"] == "/run/pg"


def test_mail_by_smtp() -> None:
    found = email_from("smtp://user:p%40ss@mail.example:587?tls=true")
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert found["EMAIL_USE_TLS"]
    assert not found["EMAIL_USE_SSL"]


def test_mail_of_the_demo_stays_here() -> None:
    assert email_from("demo:") == {"EMAIL_BACKEND": "prm.demo.mail.keeping.EmailBackend"}


def test_mail_by_a_sending_service() -> None:
    assert email_from("postmark+api://TOKEN")["ANYMAIL"] == {"SERVER_TOKEN": "TOKEN"}
    assert email_from("mailgun+api://KEY@mail.example")["ANYMAIL"] == {
        "API_KEY": "KEY",
        "SENDER_DOMAIN": "mail.example",
    }
