"""A list as an address asks for it: which opportunities, how sorted, as rows or as a board, by which saved search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opportunities.filtering.words import buttons
from opportunities.filters import OpportunityFilter
from opportunities.listing import COLUMNS, DEFAULT_SORT
from opportunities.permissions import may_list_all, may_list_team
from opportunities.scopes import ALL_TEAMS, OPEN_TEAMS, Scope, everything, mine, of_team
from opportunities.stages.shown import ShownStage, shown_stages
from prm.core.actor import Actor, Role
from prm.core.keyset import Sort, parse_sort
from prm.core.saved_searches.models import SavedSearch

BOARD = "board"
YES = "yes"
# Where one is in a list is no part of what is searched for.
NOT_SAVED = ("cursor", "view")
CAPTIONS = {
    "my": gettext_lazy("Opportunities on whose sales team you are"),
    "team": gettext_lazy("Opportunities on whose sales team somebody is who reports to you"),
    "all": gettext_lazy("All opportunities that you may see"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words, and whether one is there."""

    label: str
    url: str
    is_current: bool = False
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """What is asked for. `scope` is the whole list, `found` what the filter lets through."""

    actor: Actor
    scope: Scope
    found: Scope
    filter: OpportunityFilter
    stages: dict[int, ShownStage]
    sort: Sort
    query: QueryDict

    @property
    def cursor(self) -> str:
        return str(self.query.get("cursor", ""))

    @property
    def is_board(self) -> bool:
        return self.query.get("view") == BOARD

    @property
    def with_those_below(self) -> bool:
        return self.query.get("below") == YES

    @property
    def url(self) -> str:
        return reverse(f"opportunities:{self.scope.name}")

    def context(self) -> dict[str, Any]:
        """What a list and a board have in common; one statement."""
        searched_for = self.searched_for
        tabs, is_saved = self._tabs(searched_for)
        narrowings = self.filter.narrowings()
        return {
            "asked": self,
            "filter": self.filter,
            "stages": list(self.stages.values()),
            "sort": self.sort,
            "title": title(self.scope.name),
            "caption": CAPTIONS[self.scope.name],
            "here": self.url,
            "switch": switch(self.actor, self.scope.name),
            "below": self._below(),
            "views": [
                Link(_("List"), self._with(view=None, cursor=None), not self.is_board),
                Link(_("Board"), self._with(view=BOARD, cursor=None), self.is_board),
            ],
            "tabs": tabs,
            "may_save": bool(searched_for) and not is_saved,
            "searched_for": searched_for,
            "buttons": buttons(self.filter),
            "narrowings": narrowings,
            "kept_fields": [
                *self._kept_fields(),
                *((each.name, value) for each in narrowings for value in each.values),
            ],
        }

    @property
    def searched_for(self) -> str:
        """What a saved search keeps of the address; nothing for the list as everybody finds it."""
        return canonical(self.query, without=("stage",) if self.filter.shows_open else ())

    def _kept_fields(self) -> list[tuple[str, str]]:
        """What a form for one filter must not forget."""
        return [(name, self.query[name]) for name in ("sort", "view", "below") if self.query.get(name)]

    def _tabs(self, now: str) -> tuple[list[Link], bool]:
        """The unfiltered list and the saved searches of it; whether what is asked for is one of them."""
        view: dict[str, str | None] = {"view": BOARD} if self.is_board else {}
        saved = SavedSearch.objects.visible_to(self.actor).filter(list=f"opportunities:{self.scope.name}")
        found = saved.order_by("name", "key").values_list("name", "query", "shared")
        tabs = [Link(name, address(self.url, query, **view), query == now, shared) for name, query, shared in found]
        return [Link(_("Open"), address(self.url, "", **view), not now), *tabs], any(tab.is_current for tab in tabs)

    def _below(self) -> list[Link]:
        """The own company, or with those below it: for whom it makes a difference."""
        if self.scope.name != "all" or self.actor.role != Role.PARTNER_MANAGER or len(self.actor.organizations) < 2:
            return []
        return [
            Link(self.actor.organization_name, self._with(below=None, cursor=None), not self.with_those_below),
            Link(_("With companies below"), self._with(below=YES, cursor=None), self.with_those_below),
        ]

    def _with(self, **changed: str | None) -> str:
        return address(self.url, self.query.urlencode(), **changed)


def list_of(name: str, query: QueryDict, actor: Actor, stages: dict[int, ShownStage] | None = None) -> List:
    """The list that an address asks for; who asks for several gives the stages, which cost a statement.

    Raises Http404 and PermissionDenied as `scope_of`.
    """
    stages = shown_stages() if stages is None else stages
    # A partner's own ones are few; a channel manager is on thousands of teams.
    whole_book = name == "all" or actor.is_brand_owner
    asked = OpportunityFilter(query, actor=actor, stages=stages.values(), whole_book=whole_book)
    scope = scope_of(name, actor, below=query.get("below") == YES, only_open=asked.only_open)
    return List(
        actor=actor,
        scope=scope,
        found=scope.narrowed(asked.narrow, hidden=asked.only_stages),
        filter=asked,
        stages=stages,
        sort=parse_sort(query.get("sort", ""), COLUMNS, DEFAULT_SORT),
        query=query,
    )


def scope_of(name: str, actor: Actor, *, below: bool = False, only_open: bool = False) -> Scope:
    """The scope of a list by name; with `only_open` it is sure to hold open ones only.

    Raises Http404 for no list, PermissionDenied for one that is not offered.
    """
    if name not in CAPTIONS:
        raise Http404
    offered = {"my": True, "team": may_list_team(actor), "all": may_list_all(actor)}
    if not offered[name]:
        raise PermissionDenied
    teams = OPEN_TEAMS if only_open else ALL_TEAMS
    if name == "all":
        return everything(actor, below=below, teams=teams)
    return of_team(actor, teams=teams) if name == "team" else mine(actor, teams=teams)


def title(name: str) -> str:
    """What a list is called."""
    if name == "all":
        return _("All opportunities")
    return _("My Team’s Opportunities") if name == "team" else _("My Opportunities")


def switch(actor: Actor, name: str) -> list[Link]:
    """The lists that the reader is offered; empty where there is but one."""
    offered = [
        ("my", _("My"), True),
        ("team", _("My team’s"), may_list_team(actor)),
        ("all", _("All"), may_list_all(actor)),
    ]
    links = [Link(label, reverse(f"opportunities:{each}"), each == name) for each, label, may in offered if may]
    return links if len(links) > 1 else []


def canonical(query: QueryDict, without: Collection[str] = ()) -> str:
    """What is searched for in one spelling: sorted, without what is empty and without the place in the list."""
    kept = QueryDict(mutable=True)
    for name in sorted(query):
        values = sorted({value for value in query.getlist(name) if value})
        if values and name not in (*NOT_SAVED, *without):
            kept.setlist(name, values)
    return kept.urlencode()


def address(url: str, query: str, **changed: str | None) -> str:
    """An address with some of its parameters set, or with None taken away."""
    values = QueryDict(query, mutable=True)
    for name, value in changed.items():
        values.pop(name, None)
        if value is not None:
            values[name] = value
    text = values.urlencode()
    return f"{url}?{text}" if text else url
