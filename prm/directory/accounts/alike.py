"""Accounts of the reader's own book that may be the customer somebody is about to enter."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.utils.translation import gettext as _

from prm.core.actor import Actor
from prm.core.sorting import sort_key
from prm.directory.models import Account

ALIKE, ALIKE_IN_ONE_PLACE = 0.45, 0.3
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A known account and, in words, what it has in common with the one typed."""

    key: str
    name: str
    place: str
    reason: str


def alike_accounts(typed: Account, actor: Actor) -> list[Alike]:
    """Up to three accounts alike by name, web domain or postal code, the most similar name first.

    `typed` is an unsaved account with a plain domain, or a saved one with changes: it is not like itself.
    Only accounts that the actor may see are looked at, so nothing is told of another partner's.
    """
    name = sort_key(typed.name)
    alike = Q(name_sort__trigram_similar=name, alike__gte=ALIKE)
    if typed.domain:
        alike |= Q(domain=typed.domain)
    if typed.postal_code:
        alike |= Q(postal_code=typed.postal_code, alike__gte=ALIKE_IN_ONE_PLACE)
    rows = Account.objects.visible_to(actor).annotate(alike=TrigramSimilarity("name_sort", name))
    found = rows.filter(alike).exclude(pk=typed.pk).order_by("-alike", "key")[:SHOWN]
    return [Alike(row.key, row.name, row.place, _reason(row, typed)) for row in found]


def _reason(known: Account, typed: Account) -> str:
    same_domain = bool(typed.domain) and known.domain == typed.domain
    similar: float = known.alike  # type: ignore[attr-defined]
    if same_domain and similar >= ALIKE:
        return _("has a similar name and the same web domain")
    if same_domain:
        return _("has the same web domain")
    if typed.postal_code and known.postal_code == typed.postal_code:
        return _("has a similar name and the same postal code")
    return _("has a similar name")
