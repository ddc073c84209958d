"""Web domains as people type them, brought to one form: `https://www.Example.com/about` is `example.com`."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DOMAIN_LENGTH = 120
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
DOMAIN = re.compile(r"^(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*$")


def plain_domain(typed: str) -> str:
    """The bare domain of an address, a mail address or a domain; other text comes back trimmed and in lower case."""
    text = SCHEME.sub("", typed.strip().lower())
    host = re.split(r"[/?#]", text, maxsplit=1)[0].rpartition("@")[2]
    return re.sub(r":\d+$", "", host).removeprefix("www.").rstrip(".")


def check_domain(domain: str) -> None:
    """Raise ValidationError for text that `plain_domain` could not bring to the form of a domain."""
    if len(domain) > DOMAIN_LENGTH or not DOMAIN.match(domain):
        raise ValidationError(_("A web domain looks like example.com. Check it, or leave it empty."))
