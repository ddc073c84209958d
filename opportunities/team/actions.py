"""Who joins the sales team. Adding by hand comes from entry; rules add through `add_many_by_rule`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opportunities.history.actions import entry
from opportunities.models import Member, MemberPeriod, Opportunity, OpportunityHistory
from opportunities.models.child import new
from prm.core.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class RuleGiven:
    """A person whom assignment rules add, with what is to be remembered of why.

    `reason` holds codes and parameters that a partner may read: it is the partner's only source of words.
    """

    person_id: int
    rule_name: str
    rule_version: int | None
    score: str
    is_lead: bool = False
    team_role: str = ""
    reason: dict[str, Any] = field(default_factory=dict)


def add_many_by_rule(teams: Sequence[tuple[Opportunity, Sequence[RuleGiven]]], *, at: datetime) -> list[Member]:
    """Add people whom rules gave, leaving everybody who is on the team already as they came.

    Each opportunity once. Runs in the transaction of the assignment with four statements whatever the number of
    opportunities; returns the members added.
    """
    present = _present([opportunity for opportunity, _ in teams])
    members: list[Member] = []
    periods: list[MemberPeriod] = []
    history: list[OpportunityHistory] = []
    for opportunity, given in teams:
        there = present[opportunity.pk]
        joining = [row for row in given if row.person_id not in there]
        has_lead = any(there.values())
        members += [_member(opportunity, row, at, has_lead) for row in joining]
        periods += [_period(opportunity, row, at) for row in joining]
        if joining:
            people = [{"person": row.person_id, "score": row.score, "rule": row.rule_name} for row in joining]
            history.append(entry(opportunity, "assignment.added", actor=SYSTEM, at=at, people=people))
    Member.objects.bulk_create(members)
    MemberPeriod.objects.bulk_create(periods)
    OpportunityHistory.objects.bulk_create(history)
    return members


def _present(opportunities: Sequence[Opportunity]) -> defaultdict[int, dict[int, bool]]:
    """Opportunity → its people now, and whether each leads for the brand owner."""
    found: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    members = Member.objects.filter(opportunity_id__in=[opportunity.pk for opportunity in opportunities])
    for opportunity_id, person_id, is_lead in members.values_list("opportunity_id", "person_id", "is_lead"):
        found[opportunity_id][person_id] = is_lead
    return found


def _period(opportunity: Opportunity, row: RuleGiven, at: datetime) -> MemberPeriod:
    return new(MemberPeriod, opportunity, person_id=row.person_id, how=Member.How.RULE, since=at)


def _member(opportunity: Opportunity, row: RuleGiven, at: datetime, has_lead: bool) -> Member:
    return new(
        Member,
        opportunity,
        person_id=row.person_id,
        how=Member.How.RULE,
        team_role=row.team_role,
        is_lead=row.is_lead and not has_lead,
        rule_name=row.rule_name,
        rule_version=row.rule_version,
        score=row.score,
        reason=row.reason,
        added_at=at,
    )
