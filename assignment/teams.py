"""Who is on the teams of opportunities already, and on those of the same account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max, Min

from assignment import matching
from assignment.loads import NOT_WEIGHED, Weighings, weights_of
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.directory.models import Organization

COLUMNS = ("opportunity_id", "person_id", "how", "answer", "is_lead", "lead_by_hand", "reason__group_id")


def teams_of(opportunities: Sequence[Opportunity], weighings: Weighings = NOT_WEIGHED) -> dict[int, dict[str, Any]]:
    """Opportunity → its `team` and `lead_by_hand` for the engine: one statement, two where rules gave somebody."""
    ids = [row.pk for row in opportunities]
    counting = {
        row.pk: weights_of(row, weighings)
        for row in opportunities
        if row.closed_on is None and not row.entered_in_error
    }
    rows = list(Member.objects.filter(opportunity_id__in=ids).values_list(*COLUMNS))
    by_rule = [row for row in rows if row[2] == Member.How.RULE]
    active = _who_did_something({row[0] for row in by_rule}) if by_rule else set()
    teams: dict[int, dict[str, Any]] = {pk: {"team": (), "lead_by_hand": None} for pk in ids}
    for pk, person, how, answer, is_lead, lead_by_hand, group in rows:
        given = how == Member.How.RULE
        member = matching.TeamMember(
            person,
            by_rule=given,
            group=group,
            engaged=answer == Member.Answer.ACCEPTED or (pk, person) in active,
            counted_open=1 if given and pk in counting else 0,
            counted_load=counting.get(pk, {}),
        )
        teams[pk]["team"] += (member,)
        if is_lead and lead_by_hand:
            teams[pk]["lead_by_hand"] = person
    return teams


def _who_did_something(opportunities: Iterable[int]) -> set[tuple[int, int]]:
    """(opportunity, person) of everybody who appears in its history as who did it."""
    history = OpportunityHistory.objects.filter(opportunity_id__in=opportunities, person__isnull=False)
    return set(history.order_by().values_list("opportunity_id", "person_id").distinct())


def account_teams(opportunities: Sequence[Opportunity]) -> dict[int, tuple[int, ...]]:
    """Opportunity → the brand owner's people on other open opportunities of its account: one statement."""
    accounts = {row.account_id for row in opportunities if row.account_id is not None}
    members = Member.objects.filter(
        still_open=True,
        opportunity__account_id__in=accounts,
        person__organization__kind=Organization.Kind.BRAND_OWNER,
    )
    ends = members.values_list("opportunity__account_id", "person_id").annotate(
        first=Min("opportunity_id"), last=Max("opportunity_id")
    )
    teams: defaultdict[int | None, list[tuple[int, set[int]]]] = defaultdict(list)
    for account, person, first, last in ends:
        teams[account].append((person, {first, last}))
    return {row.pk: _others(row.pk, teams[row.account_id]) for row in opportunities}


def _others(opportunity: int, team: Sequence[tuple[int, set[int]]]) -> tuple[int, ...]:
    """Whoever is on another one than this: the lowest and highest id of theirs tell."""
    return tuple(sorted(person for person, ends in team if ends != {opportunity}))
