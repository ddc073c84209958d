"""Who joins the sales team. Adding by hand comes from entry; rules add through `add_by_rule`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opportunities.history.actions import record
from opportunities.models import Member, MemberPeriod, Opportunity
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


def add_by_rule(opportunity: Opportunity, given: Sequence[RuleGiven], *, at: datetime) -> list[Member]:
    """Add people whom rules gave, leaving everybody who is on the team already as they came.

    Runs in the transaction of the assignment; returns the members added.
    """
    present = set(Member.objects.of(opportunity).values_list("person_id", flat=True))
    joining = [row for row in given if row.person_id not in present]
    has_lead = Member.objects.of(opportunity).filter(is_lead=True).exists()
    members = [_member(opportunity, row, at, has_lead) for row in joining]
    Member.objects.bulk_create(members)
    MemberPeriod.objects.bulk_create(
        [new(MemberPeriod, opportunity, person_id=row.person_id, how=Member.How.RULE, since=at) for row in joining]
    )
    if members:
        people = [{"person": row.person_id, "score": row.score, "rule": row.rule_name} for row in joining]
        record(opportunity, "assignment.added", actor=SYSTEM, at=at, people=people)
    return members


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
