"""Opportunities by name, account, contact or key."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opportunities.extracts import Line, Wanted, extracts
from opportunities.filtering.searching import contacts_kept, in_rows, in_the_book
from opportunities.lists import title
from opportunities.permissions import may_list_all
from opportunities.scopes import visible
from opportunities.stages.shown import shown_stages
from prm.core.actor import Actor, Role
from prm.core.keys import KEY_PATTERN
from prm.core.keyset import COUNTED, Sort
from prm.core.sorting import folded
from prm.home.counts import capped, in_words
from prm.home.search.hits import MOST, Found, Hit, Link
from prm.ui.marks import days

FIRST, LAST = Sort("closes", "close_date"), Sort("closes", "close_date", descending=True)
KEY = re.compile(KEY_PATTERN)


def find_opportunities(text: str, actor: Actor) -> Found:
    """Open ones before closed ones, those nearest to their close date first; the one whose key was typed before all."""
    scope, wanted = visible(actor), []
    # A rep's own ones are few; the index would first find what the whole book has of a common word.
    few = actor.role == Role.PARTNER_REP
    match = in_rows(folded(text)) if few else in_the_book(folded(text), COUNTED)
    match &= contacts_kept(folded(text), actor)
    if KEY.fullmatch(text.lower()):
        by_key = scope.narrowed(lambda rows: rows.filter(key=text.lower()), hidden=False)
        wanted.append(Wanted("key", by_key, FIRST))
    is_open = Q(closed_on=None)
    for name, narrowed, sort in (("open", match & is_open, FIRST), ("closed", match & ~is_open, LAST)):
        wanted.append(Wanted(name, scope.narrowed(lambda rows, by=narrowed: rows.filter(by), hidden=False), sort))
    found = extracts(wanted, shown_stages(), MOST)
    lines = {line.key: line for each in wanted for line in found[each.name].lines}
    count = capped(found["open"].count + found["closed"].count)
    shown = tuple(_hit(line, actor) for line in list(lines.values())[:MOST])
    links = _links(text, count, actor) if count > len(shown) else ()
    return Found("opportunities", _("Opportunities"), "briefcase", shown, max(count, len(shown)), links)


def _hit(line: Line, actor: Actor) -> Hit:
    return Hit(
        url=reverse("opportunities:detail", args=[line.key]),
        name=line.name,
        marked=line.account,
        about=line.partner if actor.is_brand_owner else "",
        note=f"{line.stage.label}, {_day(line)}",
    )


def _day(line: Line) -> str:
    today: date = timezone.localdate()
    if line.closed_on:
        return days.day(line.closed_on, today)
    return _("closes %(day)s") % {"day": days.day(line.close_date, today)}


def _links(text: str, count: int, actor: Actor) -> tuple[Link, ...]:
    """The lists that hold all that match: one, or two where the reader has no list of both."""
    query = urlencode({"stage": "any", "search": text})
    if actor.reports and not may_list_all(actor):
        return tuple(Link(title(name), f"{reverse(f'opportunities:{name}')}?{query}") for name in ("my", "team"))
    words = ngettext("%(number)s opportunity matches", "All %(number)s opportunities match", count)
    below = "&below=yes" if may_list_all(actor) and len(actor.organizations) > 1 else ""
    url = reverse("opportunities:all" if may_list_all(actor) else "opportunities:my")
    return (Link(words % {"number": in_words(count)}, f"{url}?{query}{below}"),)
