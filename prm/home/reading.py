"""The home of somebody as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignment.ownership import owned_groups
from assignment.unassigned.reading import waiting_for
from opportunities.extracts import Extract, Wanted, extracts
from opportunities.filtering.periods import SOON_DAYS
from opportunities.lists import list_of
from opportunities.scopes import of_partners
from opportunities.stages.shown import ShownStage, shown_stages
from prm.core.actor import Actor, Role
from prm.core.keyset import COUNTED, counted
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.home.counts import in_words
from prm.home.groups import HOMES, Group


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group that has lines; `count` in words, `url` of the list with the same filter."""

    name: str
    title: str
    intro: str
    head: str
    extract: Extract
    url: str
    waits: bool

    @property
    def count(self) -> str:
        """`7`, above 1,000 `1,000+`."""
        return in_words(self.extract.count)


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody finds at `/`. `failed_events` are for administrators; there are none for others. `unassigned` are
    rule groups that found nobody, for whoever looks after them."""

    role: Role
    groups: tuple[ShownGroup, ...]
    failed_events: int
    unassigned: int = 0

    @property
    def waiting(self) -> int:
        return self.failed_events + self.unassigned + sum(group.extract.count for group in self.groups if group.waits)

    @property
    def is_capped(self) -> bool:
        """Whether more waits than was counted."""
        return max(self.failed_events, self.unassigned) > COUNTED or any(
            group.extract.is_capped for group in self.groups if group.waits
        )

    @property
    def title(self) -> str:
        """What was found, in words."""
        if self.role == Role.CHANNEL_EXECUTIVE:
            return self._overdue_in_words()
        if self.is_capped:
            return _("More than 1,000 things wait for you")
        if not self.waiting:
            return _("Nothing waits for you")
        words = ngettext("%(number)s thing waits for you", "%(number)s things wait for you", self.waiting)
        return words % {"number": number_format(self.waiting, force_grouping=True)}

    @property
    def soon(self) -> str:
        """How many close soon, in words; empty where none does."""
        count = next((group.extract.count for group in self.groups if group.name == "soon"), 0)
        words = ngettext(
            "%(number)s opportunity closes in the next %(days)d days.",
            "%(number)s opportunities close in the next %(days)d days.",
            count,
        )
        return words % {"number": in_words(count), "days": SOON_DAYS} if count else ""

    def _overdue_in_words(self) -> str:
        if not self.waiting:
            return _("Nothing is past its close date")
        words = ngettext(
            "%(number)s opportunity is past its close date",
            "%(number)s opportunities are past their close date",
            self.waiting,
        )
        return words % {"number": in_words(self.waiting)}


def home_of(actor: Actor) -> Home:
    """The home of the actor's role: one statement for all groups, one for the stages."""
    list_name, groups = HOMES[actor.role]
    stages = shown_stages()
    found = extracts([_wanted(group, list_name, actor, stages) for group in groups], stages)
    url = reverse(f"opportunities:{list_name}")
    shown = [_shown(group, found[group.name], url, actor) for group in groups if found[group.name].lines]
    return Home(actor.role, tuple(shown), _failed_events(actor), _unassigned(actor))


def _wanted(group: Group, list_name: str, actor: Actor, stages: dict[int, ShownStage]) -> Wanted:
    """The list as the group's link shows it, by the same filter."""
    asked = list_of(list_name, QueryDict(group.query), actor, stages)
    return Wanted(group.name, of_partners(asked.found, actor) if group.teamless else asked.found, asked.sort)


def _shown(group: Group, extract: Extract, url: str, actor: Actor) -> ShownGroup:
    told = {"brand_owner": actor.brand_owner_name, "days": SOON_DAYS, "idle_days": settings.IDLE_DAYS}
    return ShownGroup(
        name=group.name,
        title=str(group.title) % told,
        intro=str(group.intro) % told,
        head=str(group.head),
        extract=extract,
        url=f"{url}?{group.query}",
        waits=group.waits,
    )


def _unassigned(actor: Actor) -> int:
    """How many rule groups found nobody for a deal that the actor answers for, as far as 1,001."""
    if actor.role not in (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR):
        return 0
    return counted(waiting_for(actor, owned_groups(actor)))


def _failed_events(actor: Actor) -> int:
    """What the portal tried and gave up, of all companies, as far as 1,001."""
    if actor.role != Role.ADMINISTRATOR:
        return 0
    with acting_as(actor, administering=True):
        return counted(OutboxEvent.objects.filter(state=OutboxEvent.State.FAILED))
