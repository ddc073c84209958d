"""A person's notices as a page shows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from opportunities.models import Opportunity
from prm.core.actor import Actor
from prm.core.keyset import Page, Sort, instant
from prm.directory.paging import page_of
from prm.notifications.models import Notice, NoticePreference
from prm.notifications.words import Words, closed_words, names_in, words_of

NEWEST_FIRST = Sort("at", "created_at", descending=True)
COLUMNS = ("key", "kind", "parameters", "created_at", "read_at", "opportunity_id")
ICONS = {
    Notice.Kind.ADDED: "user-plus",
    Notice.Kind.PRIMARY: "flag",
    Notice.Kind.NO_LONGER_PRIMARY: "flag",
    Notice.Kind.WIN_ASKED: "clock",
    Notice.Kind.WIN_CONFIRMED: "check-circle",
    Notice.Kind.WIN_RETURNED: "arrow-path",
    Notice.Kind.WON: "check-circle",
    Notice.Kind.LOST: "x-mark",
    Notice.Kind.NOBODY: "exclamation-triangle",
}


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """One notice in words; `company` is the deal's partner, empty where the reader may no longer open the deal."""

    key: str
    icon: str
    words: Words
    company: str
    side: str
    at: datetime
    unread: bool


def shown_notices(actor: Actor, cursor: str = "") -> Page[ShownNotice]:
    """25 of the actor's notices, newest first: three statements."""
    found = page_of(Notice.objects.visible_to(actor).values(*COLUMNS), NEWEST_FIRST, cursor, typed=instant)
    deals = _deals({row["opportunity_id"] for row in found.rows}, actor)
    names = names_in(row["parameters"] for row in found.rows if row["opportunity_id"] in deals)
    rows = [_shown(row, deals.get(row["opportunity_id"]), names) for row in found.rows]
    return Page(rows, found.next_cursor, found.previous_cursor)


def wants_mail(actor: Actor) -> bool:
    return not NoticePreference.objects.visible_to(actor).filter(by_mail=False).exists()


def last_refusal(actor: Actor) -> str:
    """What the mail server said where it refused the newest mail that it was asked to take; else nothing."""
    notices = Notice.objects.visible_to(actor).order_by("-created_at", "-key")
    newest = notices.values_list("mailed_at", "mail_refused").first()
    return newest[1] if newest and newest[0] is None else ""


def _deals(ids: Collection[int], actor: Actor) -> dict[int, dict[str, Any]]:
    """Those of the opportunities that the actor may open."""
    if not ids:
        return {}
    visible = Opportunity.objects.visible_to(actor).filter(pk__in=ids)
    return {row["pk"]: row for row in visible.values("pk", "name", "partner__name", "partner__kind")}


def _shown(row: dict[str, Any], deal: dict[str, Any] | None, names: dict[int, str]) -> ShownNotice:
    return ShownNotice(
        key=row["key"],
        icon=ICONS[Notice.Kind(row["kind"])],
        words=words_of(row["kind"], row["parameters"], opportunity=deal["name"], names=names)
        if deal
        else closed_words(),
        company=deal["partner__name"] if deal else "",
        side=deal["partner__kind"] if deal else "",
        at=row["created_at"],
        unread=row["read_at"] is None,
    )
