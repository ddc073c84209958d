"""Which groups an opportunity waits for: written by every run, in its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assignment import matching
from assignment.models import Unassigned
from opportunities.models import Opportunity
from opportunities.models.child import new

Found = Sequence[tuple[Opportunity, matching.Assignment]]
Place = tuple[int, Any]
"""(opportunity, group)."""
ANSWERED = (matching.GroupOutcome.ASSIGNED, matching.GroupOutcome.FALLBACK, matching.GroupOutcome.NOT_DIRECT)


def note_unassigned(found: Found, now: datetime) -> set[Place]:
    """Note the groups that found nobody, and forget those that found somebody now; at most three statements.

    So is one forgotten that has nothing to find in a direct deal. Returns the places that waited already for the same
    reason, of which nobody needs to be told again.
    """
    known = {
        (row.opportunity_id, row.group_id): row
        for row in Unassigned.objects.filter(opportunity_id__in=[opportunity.pk for opportunity, _ in found])
    }
    rows, told, answered = [], set(), []
    for opportunity, outcome in found:
        for group in outcome.unassigned:
            reason, place = outcome.unassigned_reason(group), (opportunity.pk, group)
            rows.append(new(Unassigned, opportunity, group_id=group, since=now, tried_at=now, reason=reason))
            if place in known and known[place].reason == reason:
                told.add(place)
        answered += [known[place].pk for place in _answered(opportunity, outcome) if place in known]
    if answered:
        Unassigned.objects.filter(pk__in=answered).delete()
    Unassigned.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["opportunity", "group"], update_fields=["tried_at", "reason"]
    )
    return told


def _answered(opportunity: Opportunity, outcome: matching.Assignment) -> list[Place]:
    groups = outcome.ran.passes
    return [(opportunity.pk, done.compiled.group.id) for done in groups if done.outcome in ANSWERED]
