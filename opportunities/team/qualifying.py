"""What the Sales Team says of somebody whom rules added and would no longer choose."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from opportunities.models import Member
from opportunities.team.rule_leavers import UNQUALIFIED
from prm.core.actor import Actor

# Codes are those of the engine; what isn't here has no more to tell.
WHY: dict[str, Callable[[], str]] = {
    "below_passing_score": lambda: _("The rules would no longer choose %(name)s: below the passing score."),
    "not_selected": lambda: _("The rules would no longer choose %(name)s: somebody else fits better."),
    "superseded": lambda: _("The rules would no longer choose %(name)s: another rule goes first."),
    "removed_workload": lambda: _("The rules would no longer choose %(name)s: too much work at the moment."),
    "removed_capacity": lambda: _("The rules would no longer choose %(name)s: no room for another opportunity."),
    "removed_availability": lambda: _("The rules would no longer choose %(name)s: not available in time."),
    "removed_required": lambda: _("The rules would no longer choose %(name)s: a requirement is not met."),
}


def no_longer_chosen(member: Member, name: str, actor: Actor) -> str:
    """One sentence, empty for everybody whom the rules would choose again; only the brand owner's people read why."""
    why = member.reason.get(UNQUALIFIED)
    if why is None:
        return ""
    plain = _("The rules would no longer choose %(name)s for this opportunity.")
    words = plain if actor.is_partner or why not in WHY else WHY[why]()
    return words % {"name": name}
