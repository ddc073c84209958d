"""A page of invitations as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from prm.access.models import Invitation, InvitationQuerySet
from prm.core.actor import Actor
from prm.core.keyset import Page, Sort, instant
from prm.directory.models import Organization, Person
from prm.directory.paging import page_of
from prm.directory.people.permissions import may_invite_to

NEWEST_FIRST = Sort("written", "created_at", descending=True)
TIMES = ("accepted_at", "withdrawn_at", "expires_at")
COMPANY = {"pk": "organization_id", "kind": "organization__kind", "channel_manager_id": "organization__channel_manager"}
VALUES = ("key", "name", "email", "role", "created_at", "sent_at", *TIMES)


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation as the list shows it; `at` is when its state began, `person` the key of whom it made."""

    key: str
    name: str
    email: str
    role: str
    company: str
    side: str
    state: str
    words: str
    at: datetime
    invited_by: str
    person: str
    may_change: bool

    @property
    def is_open(self) -> bool:
        return self.state in (Invitation.State.OPEN, Invitation.State.EXPIRED, Invitation.State.SENDING)


def list_page(rows: InvitationQuerySet, cursor: str, actor: Actor) -> Page[Row]:
    """25 invitations from the cursor on, the newest first: one statement."""
    also = (*COMPANY.values(), "organization__name", "invited_by__name", "person__key")
    page = page_of(rows.values(*VALUES, *also), NEWEST_FIRST, cursor, typed=instant)
    return Page([_row(values, actor) for values in page.rows], page.next_cursor, page.previous_cursor)


def is_sending(rows: Iterable[Row]) -> bool:
    """Whether one of them is about to be sent: the page looks again. A mail that takes longer than a minute waits for
    a mail server, and looking wouldn't hasten it."""
    lately = timezone.now() - timedelta(minutes=1)
    return any(row.state == Invitation.State.SENDING and row.at > lately for row in rows)


def _row(values: dict[str, Any], actor: Actor) -> Row:
    state = Invitation(**{name: values[name] for name in TIMES}).state(timezone.now())
    company = Organization(**{name: values[field] for name, field in COMPANY.items()})
    return Row(
        key=values["key"],
        name=values["name"],
        email=values["email"],
        role=str(Person.PersonRole(values["role"]).label),
        company=values["organization__name"],
        side=values["organization__kind"],
        state=state.value,
        words=str(state.label),
        at=values["accepted_at"] or values["withdrawn_at"] or values["sent_at"] or values["created_at"],
        invited_by=values["invited_by__name"] or "",
        person=values["person__key"] or "",
        may_change=may_invite_to(actor, company),
    )
