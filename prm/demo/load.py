"""Fills an empty portal with the demo: one transaction for all records, then what follows of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from opportunities.entry.actions import enter_opportunities
from prm.access.actors import actor_of
from prm.core.actor import SYSTEM, Actor
from prm.core.outbox.finish import finish_outbox
from prm.core.rls import acting_as
from prm.demo import cast, newcomers, story
from prm.demo.names import Names
from prm.demo.rulebook import draft_a_change, enter_rules
from prm.demo.sellers import entries
from prm.demo.world import TIME_ZONE, World, enter_world, sign_in_of
from prm.directory.models import Organization

SEED = 20_260_101

Say = Callable[[str], None]


class OtherBrandOwnerError(Exception):
    """The portal belongs to somebody else; the message says what to do."""


def load_demo(say: Say) -> None:
    """Load all demo data, or nothing where it is there already; then work off what is waiting.

    Whatever ends it half-way, the next run completes it. Raises OtherBrandOwnerError in a portal that is in use.
    """
    if is_loaded():
        say("The demo data is there already.")
    else:
        with transaction.atomic():
            count = _load(Random(SEED), timezone.localdate(timezone=ZoneInfo(TIME_ZONE)))  # noqa: S311 - the same demo every time
        say(f"Entered {count} opportunities.")
    finished = finish_outbox()
    if finished.done:
        say(f"Worked off {finished.done} events: the assignment of opportunities, and mails.")


def is_loaded() -> bool:
    """Whether the demo is there. Raises OtherBrandOwnerError."""
    with acting_as(SYSTEM):
        present = Organization.objects.filter(kind=Organization.Kind.BRAND_OWNER).first()
    if present is not None and present.name != cast.BRAND_OWNER:
        raise OtherBrandOwnerError(f"This portal belongs to {present.name}: the demo needs an empty database.")
    return present is not None


def _load(random: Random, today: date) -> int:
    """Enter everything; the number of opportunities."""
    names = Names(random)
    with acting_as(SYSTEM):
        world = enter_world(names, random, today)
        enter_rules()
        opportunities = enter_opportunities(entries(world, names, random, today), actor=SYSTEM)
        users = _sign_ins(world)
    # As the program itself: only it may ask who a user acts as.
    actors = {name: _actor(user_id) for name, user_id in users.items()}
    newcomers.invite(actors)
    draft_a_change(actors[cast.BEA.name])
    products = {listed.offer.name: listed for listed in world.products}
    return len(opportunities) + story.play(actors, products, today)


def _sign_ins(world: World) -> dict[str, int]:
    people = dict(world.staff)
    for partner in world.partners:
        people |= {person.name: person for person in partner.people}
    return {member.name: sign_in_of(member, people[member.name]).pk for member in cast.CAST}


def _actor(user_id: int) -> Actor:
    actor = actor_of(user_id)
    if actor is None:
        raise RuntimeError(f"user {user_id} was entered and is nobody")
    return actor
