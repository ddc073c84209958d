"""Saved searches as their page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from opportunities.lists import address
from prm.core.actor import Actor
from prm.core.saved_searches.models import SavedSearch
from prm.core.saved_searches.permissions import may_change
from prm.directory.models import Person

PREFIX = "opportunities:"


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved search; `by` is who shares it, empty for one's own."""

    key: str
    name: str
    url: str
    shared: bool
    by: str
    may_change: bool


def shown_searches(list_name: str, actor: Actor) -> Sequence[Shown]:
    """The actor's searches of a list and those shared in the company, by name; two statements."""
    found = list(SavedSearch.objects.visible_to(actor).filter(list=f"{PREFIX}{list_name}").order_by("name", "key"))
    others = {search.person_id for search in found} - {actor.person_id}
    names = dict(Person.objects.filter(pk__in=others).values_list("pk", "name"))
    here = reverse(f"{PREFIX}{list_name}")
    return [
        Shown(
            key=search.key,
            name=search.name,
            url=address(here, search.query),
            shared=search.shared,
            by=names.get(search.person_id, ""),
            may_change=may_change(actor, search),
        )
        for search in found
    ]
