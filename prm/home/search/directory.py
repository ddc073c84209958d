"""Accounts, contacts and people by a part of their name."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prm.core.actor import Actor
from prm.core.keyset import COUNTED, counted
from prm.core.sorting import folded
from prm.directory.models import Account, Contact, Person
from prm.directory.searching import accounts_like, contacts_like
from prm.home.counts import in_words
from prm.home.search.hits import MOST, Found, Hit, Link


def find_accounts(text: str, actor: Actor) -> Found:
    rows = Account.objects.visible_to(actor).filter(accounts_like(text, actor))
    found, count = _first(rows, "key", "name", "city", "region", "country", "industry")
    hits = tuple(_account(row) for row in found)
    links = ()
    if count > len(hits):
        label = ngettext("%(number)s account matches", "All %(number)s accounts match", count)
        address = f"{reverse('accounts:accounts')}?{urlencode({'search': text})}"
        links = (Link(label % {"number": in_words(count)}, address),)
    return Found("accounts", _("Accounts"), "building-office-2", hits, count, links)


def find_contacts(text: str, actor: Actor) -> Found:
    """Those that the reader's company knows; each opens the account where it stands."""
    rows = Contact.objects.visible_to(actor).filter(contacts_like(text, COUNTED + 1))
    found, count = _first(rows, "name", "job_title", "account__name", "account__key")
    hits = tuple(
        Hit(
            url=reverse("accounts:detail", args=[row["account__key"]]),
            name=row["name"],
            about=" · ".join(filter(None, (row["job_title"], row["account__name"]))),
        )
        for row in found
    )
    return Found("contacts", _("Contacts"), "identification", hits, count)


def find_people(text: str, actor: Actor) -> Found:
    """Colleagues, a partner's channel manager, for the brand owner everybody."""
    rows = Person.objects.visible_to(actor).active().filter(name_sort__contains=folded(text))
    found, count = _first(rows, "key", "name", "role", "job_title", "organization__name")
    hits = tuple(
        Hit(
            url=reverse("people:detail", args=[row["key"]]),
            name=row["name"],
            about=f"{row['job_title'] or Person.PersonRole(row['role']).label} · {row['organization__name']}",
        )
        for row in found
    )
    links = ()
    if count > len(hits):
        # The list also looks at the company, so that its count may be another one.
        address = f"{reverse('people:people')}?{urlencode({'search': text})}"
        links = (Link(_("Find “%(text)s” in the list of people") % {"text": text}, address),)
    return Found("people", _("People"), "users", hits, count, links)


def _account(row: dict[str, Any]) -> Hit:
    place = ", ".join(filter(None, (row["city"], row["region"]))) or row["country"]
    return Hit(reverse("accounts:detail", args=[row["key"]]), row["name"], place, row["industry"])


def _first(rows: QuerySet[Any], *names: str) -> tuple[list[dict[str, Any]], int]:
    """The first rows by name and how many there are, at most 1,001: one statement, two where not all are shown."""
    found = list(rows.order_by("name_sort", "pk").values(*names)[: MOST + 1])
    return found[:MOST], counted(rows) if len(found) > MOST else len(found)
