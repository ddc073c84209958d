"""On a run over teams that exist: who of those whom rules added leaves, and who stays marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assignment import matching
from opportunities.models import Opportunity
from opportunities.team.rule_leavers import give_lead, mark_by_rule, take_off_by_rule

Found = Sequence[tuple[Opportunity, matching.Assignment]]


def let_leave(found: Found, now: datetime) -> None:
    """Take off whom the group replaces, mark whom it keeps. Nothing to do, and no statement, on a first run."""
    again = [pair for pair in found if any(member.by_rule for member in pair[1].opportunity.team)]
    if not again:
        return
    off, marked = {}, {}
    for opportunity, outcome in again:
        for leaving in outcome.leaving:
            place = (opportunity.pk, int(leaving.person))
            # Whoever leads the deal stays, or it would have no primary.
            goes = leaving.remove and leaving.person != opportunity.primary_person_id
            (off if goes else marked)[place] = leaving.why
    opportunities = [opportunity for opportunity, _ in again]
    take_off_by_rule(opportunities, off, at=now)
    mark_by_rule(opportunities, marked, at=now)


def lead_again(found: Found) -> None:
    """Where the lead left, whoever is the best of those who were there already leads."""
    leads = {
        opportunity.pk: int(outcome.lead)
        for opportunity, outcome in found
        if outcome.leaving and outcome.lead is not None
    }
    if leads:
        give_lead(leads.keys(), leads)
