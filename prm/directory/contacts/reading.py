"""Contacts of an account as its page shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from prm.core.actor import Actor
from prm.core.keyset import Page, Sort
from prm.directory.contacts.permissions import may_edit_contact
from prm.directory.contacts.words import only_for
from prm.directory.models import Account, Contact
from prm.directory.paging import page_of

EXTENSION = re.compile(r"x|ext|#", re.IGNORECASE)
BY_NAME = Sort("name", "name_sort")
VALUES = (
    "key", "name", "name_sort", "job_title", "email", "phone", "shared", "partner_id", "partner__name",
    "partner__kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A contact; `company` and `side` are of the company that knows them, `only_for` says who alone does."""

    key: str
    name: str
    job_title: str
    email: str
    phone: str
    company: str
    side: str
    only_for: str
    may_edit: bool

    @property
    def dialed(self) -> str:
        """The phone number as a telephone takes it, without the extension."""
        number = EXTENSION.split(self.phone)[0]
        return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def contacts_page(account: Account, cursor: str, actor: Actor) -> Page[Row]:
    """25 contacts of the account that the actor may see, by name."""
    rows = Contact.objects.visible_to(actor).filter(account=account)
    page = page_of(rows.values(*VALUES), BY_NAME, cursor)
    return Page([_row(values, actor) for values in page.rows], page.next_cursor, page.previous_cursor)


def _row(values: dict[str, Any], actor: Actor) -> Row:
    return Row(
        key=values["key"],
        name=values["name"],
        job_title=values["job_title"],
        email=values["email"],
        phone=values["phone"],
        company=values["partner__name"],
        side=values["partner__kind"],
        only_for=only_for(values["shared"], values["partner__name"]),
        may_edit=may_edit_contact(actor, Contact(partner_id=values["partner_id"])),
    )
