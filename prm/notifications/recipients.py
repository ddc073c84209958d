"""Whom a notice reaches: those who may open what it is about, as they are now. Runs as the system."""

from __future__ import annotations

from collections.abc import Collection

from opportunities.models import Member, Opportunity
from prm.access.actors import actors_of
from prm.core.actor import Actor, Role
from prm.directory.models import Person


def readers(opportunity_id: int, people: Collection[int]) -> dict[int, Actor]:
    """Person → actor of those who can sign in and may open the opportunity now; none of one entered in error."""
    opportunities = Opportunity.objects.valid().filter(pk=opportunity_id)
    actors = actors_of(people).items()
    return {person: actor for person, actor in actors if opportunities.visible_to(actor).exists()}


def team_of(opportunity_id: int) -> set[int]:
    """The people on the Sales Team."""
    return set(Member.objects.filter(opportunity_id=opportunity_id).values_list("person_id", flat=True))


def channel_manager_of(opportunity_id: int) -> set[int]:
    """Who of the brand owner is responsible for the deal's partner; empty for a direct deal and where nobody is."""
    managers = Person.objects.active().filter(managed_partners__opportunities=opportunity_id)
    return set(managers.values_list("pk", flat=True))


def administrators() -> set[int]:
    return set(Person.objects.active().filter(role=Role.ADMINISTRATOR).values_list("pk", flat=True))
