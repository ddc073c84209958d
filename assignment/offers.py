"""What assignment offers on the Sales Team of an opportunity."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from assignment.runs.permissions import may_read_runs
from opportunities.models import Member, Opportunity
from opportunities.team.offers import Link, offered_beside_team, tells_others
from prm.core.actor import Actor


@offered_beside_team
def links(opportunity: Opportunity, actor: Actor) -> list[Link]:
    """The whole run, for those who may read it."""
    found = []
    if may_read_runs(actor):
        address = reverse("assignment:newest_run", args=[opportunity.key])
        found.append(Link(_("Read the whole run"), address, "clock"))
    return found


@tells_others
def others_url(opportunity: Opportunity, member: Member, actor: Actor) -> str:
    """Partners read counts only."""
    if not may_read_runs(actor):
        return ""
    return reverse("assignment:considered", args=[opportunity.key, member.person.key])
