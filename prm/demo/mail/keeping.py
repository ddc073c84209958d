"""The demo's mail server: keeps each mail as a file, so that whoever tries the portal can read it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ReadMessage
from pathlib import Path
from secrets import choice

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from prm.core.keys import KEY_ALPHABET, KEY_LENGTH, KEY_PATTERN

MOST_KEPT = 200
# Newest last by name.
FILE = re.compile(rf"(?P<at>\d{{8}}T\d{{6}}\.\d{{6}})-(?P<key>{KEY_PATTERN})\.eml")
AT = "%Y%m%dT%H%M%S.%f"


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail as it would have gone out; `html` is empty where it has none."""

    key: str
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    html: str


class EmailBackend(BaseEmailBackend):
    """What `EMAIL_BACKEND` names in the demo, unless `EMAIL_URL` says where mail goes."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            keep(message.message().as_bytes())
        return len(email_messages)


def keep(content: bytes) -> None:
    """Store one mail, whole or not at all, and let the oldest go."""
    folder: Path = settings.DEMO_MAIL
    folder.mkdir(parents=True, exist_ok=True)
    key = "".join(choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))
    path = folder / f"{datetime.now(UTC).strftime(AT)}-{key}.eml"
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
    for old in _files()[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def kept_mails() -> Iterator[KeptMail]:
    """All of them, newest first."""
    for path in _files():
        yield _read(path)


def kept_mail(key: str) -> KeptMail | None:
    return next((_read(path) for path in _files() if f"-{key}." in path.name), None)


def _files() -> list[Path]:
    folder: Path = settings.DEMO_MAIL
    return sorted((path for path in folder.glob("*.eml") if FILE.fullmatch(path.name)), reverse=True)


def _read(path: Path) -> KeptMail:
    named = FILE.fullmatch(path.name)
    assert named
    message = message_from_bytes(path.read_bytes(), _class=ReadMessage, policy=policy.default)
    return KeptMail(
        key=named["key"],
        at=datetime.strptime(named["at"], AT).replace(tzinfo=UTC),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: ReadMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
