"""What assignment offers on the Sales Team of an opportunity."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from assignment.runs.permissions import may_read_runs
from assignment.suggestions.permissions import is_assignable, may_suggest
from opportunities.models import Member, Opportunity
from opportunities.team.offers import Link, offered_beside_team, tells_others
from prm.core.actor import Actor


@offered_beside_team
def links(opportunity: Opportunity, actor: Actor) -> list[Link]:
    """Suggested people for those who may add them, the whole run for those who may read it."""
    found = []
    if may_suggest(actor, opportunity) and is_assignable(opportunity):
        found.append(
            Link(_("Suggest people"), reverse("assignment:suggest", args=[opportunity.key]), "adjustments-horizontal")
        )
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
