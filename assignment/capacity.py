"""Capacity is hard: a place with somebody is claimed under a lock on the person and a count inside of it.

Nothing is stored, so nothing has to be kept right when a deal closes, reopens or is handed on, or when a member leaves:
what is open and was given by rules is counted at the moment of the claim. Whoever adds people by rules claims first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from assignment import matching
from assignment.models import PersonProfile
from opportunities.models import Member


class NoRoom(Exception):
    """Somebody was given a deal by another worker since loads were read, and is at the capacity now."""


def claim(outcomes: Iterable[matching.Assignment]) -> None:
    """Hold everybody whom these outcomes add until the transaction ends, in the order of ids: three statements.

    Raises NoRoom where that is more than somebody takes. Undo what holds the locks then, before deciding again.
    """
    asked = Counter(
        int(member.person) for outcome in outcomes for member in outcome.to_add if takes_room(outcome, member)
    )
    limits = dict(_held(PersonProfile.objects.filter(person_id__in=asked)).values_list("person_id", "capacity"))
    given = _given_open(limits) if limits else Counter()
    full = [person for person, most in limits.items() if given[person] + asked[person] > most]
    if full:
        raise NoRoom(full)


def hold_everybody() -> None:
    """Hold everybody who has a capacity, so that whatever is decided next can be claimed."""
    list(_held(PersonProfile.objects.all()).values_list("person_id"))


def takes_room(outcome: matching.Assignment, member: matching.Membership) -> bool:
    """Not with a closed deal, and not for the partner's channel manager, who is always added."""
    return not outcome.opportunity.closed and not member.whatever_the_capacity


def _given_open(people: Iterable[int]) -> Counter[int]:
    """Open opportunities that rules gave, from the memberships of these few: the others wait for the lock meanwhile."""
    theirs = Member.objects.still_open(people).filter(how=Member.How.RULE)
    return Counter(dict(theirs.values_list("person_id").annotate(open=Count("*"))))


def _held(profiles: QuerySet[PersonProfile]) -> QuerySet[PersonProfile]:
    limited = profiles.filter(capacity__isnull=False).order_by("person_id")
    return limited.select_for_update(no_key=True)
