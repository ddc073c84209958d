"""Which account the typed customer means."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q

from opportunities.models import Opportunity
from prm.core.actor import Actor
from prm.core.sorting import folded, sort_key
from prm.directory.models import Account

OFFERED = 8
ALIKE = 0.45


def offered_accounts(typed: str, actor: Actor) -> Sequence[Account]:
    """Up to eight accounts whose name contains the text, those beginning with it first; only the actor's own book."""
    text = folded(typed)
    if len(text) < 2:
        return []
    found = Account.objects.visible_to(actor).filter(name_sort__contains=text)
    begins = Q(name_sort__startswith=text)
    return list(found.alias(begins=begins).order_by("-begins", "name_sort", "key")[:OFFERED])


def still_meant(chosen: Account | None, typed: str) -> Account | None:
    """The account chosen from the list, unless another name was typed since."""
    return chosen if chosen and chosen.name_sort == sort_key(typed) else None


def account_by_name(typed: str, actor: Actor) -> Account | None:
    """The one account of exactly this name; None where there are none or several."""
    found = list(Account.objects.visible_to(actor).filter(name_sort=folded(typed))[:2])
    return found[0] if len(found) == 1 else None


def similar_accounts(typed: str, actor: Actor) -> Sequence[Account]:
    """Accounts of the actor's book with a similar name, the most similar first, with their open opportunities."""
    alike = TrigramSimilarity("name_sort", folded(typed))
    mine = Q(opportunities__in=Opportunity.objects.visible_to(actor).valid().open())
    rows = Account.objects.visible_to(actor).annotate(alike=alike).filter(alike__gte=ALIKE)
    return list(
        rows.annotate(open_count=Count("opportunities", filter=mine, distinct=True)).order_by("-alike", "key")[:3]
    )
