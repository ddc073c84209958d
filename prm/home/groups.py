"""What waits for each role: which lists of opportunities its home shows, narrowed by which filter, in which words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Role

MY, ALL = "my", "all"
CLOSES = _("Closes")


@dataclass(frozen=True, slots=True)
class Group:
    """Opportunities of one kind. `query` is what the list behind it is asked for in its address.

    What only comes does not `wait` and is not counted in the title. The words may name `brand_owner` and `days`.
    """

    name: str
    query: str
    title: str | Promise
    intro: str | Promise
    head: str | Promise = CLOSES
    waits: bool = True


WINS = Group(
    "wins",
    "win=mine",
    _("Wins to confirm"),
    _("Closed as won by the partner. They count as soon as you confirm them."),
    _("Asked"),
)
ALONE = Group(
    "alone",
    "unassigned=yes",
    _("Without a person of %(brand_owner)s"),
    _("Nobody of %(brand_owner)s is on the sales team. Add your channel manager to it, or ask for help."),
)
UNASSIGNED = replace(
    ALONE,
    intro=_("No rule found anybody, and nobody was added. Add a colleague to the sales team."),
)
OVERDUE = Group(
    "overdue",
    "closes=overdue",
    _("Past the close date"),
    _("Close them as won or lost, or say when they will close now."),
)
OTHERS_OVERDUE = replace(OVERDUE, intro=_("Still open although they should be closed."))
LARGEST_OVERDUE = replace(
    OTHERS_OVERDUE,
    query="closes=overdue&sort=-amount",
    intro=_("Still open although they should be closed; largest first."),
)
SOON = Group(
    "soon",
    "closes=soon",
    _("Closing in the next %(days)d days"),
    _("What is the next step to the decision?"),
    waits=False,
)
COMPANYS_SOON = replace(SOON, intro=_("What your company is about to win or lose."))
PARTNERS_SOON = replace(SOON, intro=_("What your partners and you are about to win or lose."))
LARGEST_SOON = replace(
    SOON,
    query="closes=soon&sort=-amount",
    intro=_("What partners and colleagues are about to win or lose; largest first."),
)
IDLE = Group(
    "idle",
    "idle=yes",
    _("Idle"),
    _("No activity and no change of stage, amount or next step for %(idle_days)d days."),
    _("Last progress"),
)

# The list that a role's home is about, and its groups, the most urgent one first.
HOMES: dict[Role, tuple[str, tuple[Group, ...]]] = {
    Role.PARTNER_REP: (MY, (OVERDUE, SOON, IDLE, ALONE)),
    Role.PARTNER_MANAGER: (ALL, (OTHERS_OVERDUE, ALONE, IDLE, COMPANYS_SOON)),
    Role.SALES_AGENT: (MY, (OVERDUE, SOON, IDLE)),
    Role.CHANNEL_MANAGER: (ALL, (WINS, UNASSIGNED, OTHERS_OVERDUE, IDLE, PARTNERS_SOON)),
    Role.CHANNEL_EXECUTIVE: (ALL, (LARGEST_OVERDUE, LARGEST_SOON)),
    Role.ADMINISTRATOR: (ALL, (UNASSIGNED, WINS)),
}
