"""People whom rules added and would not choose any more: taken off the team, or marked on it.

Nobody who came otherwise is touched, nor whoever is primary by now. However many there are, it takes the same number of
statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from opportunities.history.actions import entry
from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM

UNQUALIFIED = "unqualified"
Place = tuple[int, int]
"""(opportunity, person)."""


def take_off_by_rule(opportunities: Sequence[Opportunity], leaving: Mapping[Place, str], *, at: datetime) -> None:
    """End these memberships; the history keeps the code of why. Rows of the opportunities are locked by the caller."""
    members = [member for member in _by_rule(opportunities) if (member.opportunity_id, member.person_id) in leaving]
    places = {(member.opportunity_id, member.person_id) for member in members}
    periods = MemberPeriod.objects.filter(opportunity_id__in={place[0] for place in places}, until=None)
    ended = [pk for pk, *place in periods.values_list("pk", "opportunity_id", "person_id") if tuple(place) in places]
    MemberPeriod.objects.filter(pk__in=ended).update(until=at)
    Member.objects.filter(pk__in=[member.pk for member in members]).delete()
    _tell(opportunities, "assignment.removed", {place: leaving[place] for place in places}, at)


def mark_by_rule(opportunities: Sequence[Opportunity], unqualified: Mapping[Place, str], *, at: datetime) -> None:
    """Note with each member whom rules added why they would not be chosen now, or that they would be again."""
    marked, news = [], {}
    for member in _by_rule(opportunities):
        place = (member.opportunity_id, member.person_id)
        why = unqualified.get(place)
        if why == member.reason.get(UNQUALIFIED):
            continue
        if why is None:
            del member.reason[UNQUALIFIED]
        else:
            news |= {} if UNQUALIFIED in member.reason else {place: why}
            member.reason[UNQUALIFIED] = why
        marked.append(member)
    Member.objects.bulk_update(marked, ["reason"])
    _tell(opportunities, "assignment.unqualified", news, at)


def give_lead(opportunities: Collection[int], leads: Mapping[int, int]) -> None:
    """Opportunity → who leads for the brand owner, where nobody does: somebody on the team already."""
    led = set(
        Member.objects.filter(opportunity_id__in=opportunities, is_lead=True).values_list("opportunity_id", flat=True)
    )
    wanted = {place for place in leads.items() if place[0] not in led}
    rows = Member.objects.filter(opportunity_id__in={place[0] for place in wanted})
    found = [pk for pk, *place in rows.values_list("pk", "opportunity_id", "person_id") if tuple(place) in wanted]
    Member.objects.filter(pk__in=found).update(is_lead=True)


def _by_rule(opportunities: Sequence[Opportunity]) -> list[Member]:
    return list(Member.objects.filter(opportunity__in=opportunities, how=Member.How.RULE).order_by("pk"))


def _tell(opportunities: Sequence[Opportunity], verb: str, people: Mapping[Place, str], at: datetime) -> None:
    told: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
    for (opportunity_id, person), why in sorted(people.items()):
        told[opportunity_id].append({"person": person, "why": why})
    OpportunityHistory.objects.bulk_create(
        entry(opportunity, verb, actor=SYSTEM, at=at, people=told[opportunity.pk])
        for opportunity in opportunities
        if told[opportunity.pk]
    )
