"""What the database keeps of teams, read against the teams and the opportunities themselves."""

from __future__ import annotations

from opportunities.models import Member, Opportunity, Unattended
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as


def wrong() -> list[str]:
    """Where it says something else; empty where all is right."""
    with acting_as(SYSTEM):
        rows = Opportunity.objects.filter(closed_on=None, entered_in_error=False)
        still_open = set(rows.values_list("pk", flat=True))
        members = list(Member.objects.values_list("opportunity_id", "still_open", "person__organization__kind"))
        kept = set(Unattended.objects.values_list("opportunity_id", flat=True))
    attended = {pk for pk, _, kind in members if kind == "brand_owner"}
    memberships = [f"member of {pk}" for pk, says, _ in members if says != (pk in still_open)]
    return memberships + [f"unattended {pk}" for pk in (still_open - attended) ^ kept]
