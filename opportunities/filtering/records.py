"""Records that a list can be filtered by: as many as the reader may name, and those that are offered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from opportunities.models import Member, Opportunity, Source
from prm.catalog.models import Product
from prm.core.actor import Actor
from prm.core.visibility import among
from prm.directory.models import Organization, Person, Territory


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record by which a list is filtered."""

    pk: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Records:
    """`known` are those that an address may name, `offered` those of them that the form lists."""

    known: QuerySet[Any]
    offered: QuerySet[Any]
    key: str = "key"
    name: str | Coalesce = "name"

    def by_key(self, keys: Collection[str]) -> list[Chosen]:
        """Those of the keys, in the order of their names."""
        return self._chosen(self.known.filter(**{f"{self.key}__in": keys}))

    def choices(self) -> list[Chosen]:
        return self._chosen(self.offered)

    def _chosen(self, rows: QuerySet[Any]) -> list[Chosen]:
        shown = F(self.name) if isinstance(self.name, str) else self.name
        values = rows.order_by("name").annotate(shown=shown).values_list("pk", self.key, "shown")
        return [Chosen(*each) for each in values]


def partners(actor: Actor) -> Records:
    """The companies that deals are credited to; the brand owner stands for direct ones."""
    rows = Organization.objects.visible_to(actor)
    return Records(rows, rows.filter(active=True))


def territories(actor: Actor) -> Records:
    return Records(Territory.objects.all(), Territory.objects.all())


def products(actor: Actor) -> Records:
    return Records(Product.objects.all(), Product.objects.sold())


def sources(actor: Actor) -> Records:
    """By code, named in the reader's language."""
    rows = Source.objects.with_labels()
    return Records(rows, rows.in_use(), key="code", name=Coalesce("translated", "name"))


def members(actor: Actor) -> Records:
    """Colleagues, and for a partner everybody on a team that the reader sees."""
    if actor.is_brand_owner:
        people = Person.objects.visible_to(actor)
        return Records(people, people.active().filter(organization_id=actor.organization_id))
    seen = Opportunity.objects.visible_to(actor).values("pk")
    on_teams = among("id", Member.objects.filter(among("opportunity_id", seen)).values("person_id").distinct())
    people = Person.objects.filter(on_teams | Q(organization_id=actor.organization_id))
    return Records(people, people.active())


def with_those_below(chosen: Collection[Chosen]) -> list[int]:
    """Ids of the territories and of all that lie in them."""
    inside: dict[int | None, list[int]] = {}
    for pk, parent in Territory.objects.values_list("pk", "parent_id"):
        inside.setdefault(parent, []).append(pk)
    found = [each.pk for each in chosen]
    for pk in found:
        found += [child for child in inside.get(pk, []) if child not in found]
    return found
