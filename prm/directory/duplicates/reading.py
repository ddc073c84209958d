"""Possible duplicates as the brand owner's people read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from prm.core.keyset import Page, Sort, instant
from prm.directory.models import AccountPair, AccountPartner, Organization
from prm.directory.paging import page_of

STRONGEST = Sort("strength", "strength", descending=True)
LATEST = Sort("judged", "judged_at", descending=True)
SAME_NAME, ALIKE = 100, 30
SIDES = ("first", "second")
FIELDS = ("id", "key", "name", "domain", "city", "region", "country")
VALUES = (
    "key", "strength", "likeness", "same_domain", "same_postal_code", "judged_at", "judged_by__name",
    "first__postal_code", *(f"{side}__{field}" for side in SIDES for field in FIELDS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paired:
    """One account of a pair."""

    key: str
    name: str
    place: str
    domain: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that may be one customer, and why; who judged that they are two, where somebody did."""

    key: str
    accounts: tuple[Paired, Paired]
    reasons: tuple[str, ...]
    judged_by: str
    judged_at: datetime | None


def pairs_page(cursor: str, *, judged: bool) -> Page[Pair]:
    """25 pairs, the most alike first, or those judged to be two customers, the latest first; two statements."""
    if judged:
        page = page_of(AccountPair.objects.judged_different().values(*VALUES), LATEST, cursor, typed=instant)
    else:
        page = page_of(AccountPair.objects.open().values(*VALUES), STRONGEST, cursor, typed=_strength)
    partners = _partners(values[f"{side}__id"] for values in page.rows for side in SIDES)
    return Page([_pair(values, partners) for values in page.rows], page.next_cursor, page.previous_cursor)


def reasons(values: dict[str, Any]) -> tuple[str, ...]:
    """Why two accounts may be one customer, in the reader's language, the strongest reason first."""
    found = []
    if values["same_domain"]:
        found.append(_("Both use the web domain %(domain)s") % {"domain": values["first__domain"]})
    if values["likeness"] == SAME_NAME:
        found.append(_("The names are the same"))
    elif values["likeness"] >= ALIKE:
        found.append(_("The names are %(likeness)d%% alike") % {"likeness": values["likeness"]})
    if values["same_postal_code"]:
        found.append(_("Both are at postal code %(code)s") % {"code": values["first__postal_code"]})
    return tuple(found)


def _pair(values: dict[str, Any], partners: dict[int, list[str]]) -> Pair:
    first, second = (_paired(values, side, partners) for side in SIDES)
    return Pair(values["key"], (first, second), reasons(values), values["judged_by__name"] or "", values["judged_at"])


def _paired(values: dict[str, Any], side: str, partners: dict[int, list[str]]) -> Paired:
    own = {field: values[f"{side}__{field}"] for field in FIELDS}
    place = ", ".join(filter(None, [own["city"], own["region"]])) or own["country"]
    return Paired(own["key"], own["name"], place, own["domain"], tuple(partners[own["id"]]))


def _partners(account_ids: Iterable[int]) -> dict[int, list[str]]:
    """Names of the partners that work with each account."""
    found: dict[int, list[str]] = defaultdict(list)
    links = AccountPartner.objects.filter(account_id__in=set(account_ids), partner__kind=Organization.Kind.PARTNER)
    for account_id, name in links.order_by("partner__name_sort").values_list("account_id", "partner__name"):
        found[account_id].append(name)
    return found


def _strength(text: str) -> int:
    """Raises ValueError for text that is no such number; a column of two bytes has no others."""
    if not text.isascii() or len(text) > 4:
        raise ValueError(text)
    return int(text)
