"""Who may change the revenue lines of an opportunity loaded `for_page(actor)`."""

from __future__ import annotations

from opportunities.models import Opportunity
from opportunities.permissions import may_change
from prm.core.actor import Actor


def may_change_lines(actor: Actor, opportunity: Opportunity) -> bool:
    """Those who may change the opportunity, as long as its figures are not settled."""
    return may_change(actor, opportunity) and not is_settled(opportunity)


def is_settled(opportunity: Opportunity) -> bool:
    """Closed, waiting to be confirmed as won, or entered in error: what it is worth must not move any more."""
    return opportunity.entered_in_error or opportunity.win_asked_at is not None or not opportunity.stage.is_open
