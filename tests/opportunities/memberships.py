"""What the database keeps of memberships, read against the opportunities themselves."""

from __future__ import annotations

from opportunities.models import Member
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as


def wrong() -> list[int]:
    """Opportunities of which a member says something else than the opportunity itself."""
    with acting_as(SYSTEM):
        rows = Member.objects.select_related("opportunity")
        return [
            row.opportunity_id
            for row in rows
            if row.still_open != (row.opportunity.closed_on is None and not row.opportunity.entered_in_error)
        ]
