"""Which opportunities a list is about: mine, my team's, or all that I may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from opportunities.models import Opportunity
from opportunities.permissions import may_list_all
from opportunities.querysets import OpportunityQuerySet, not_restricted_for
from prm.core.actor import Actor, Role
from prm.directory.models import Organization

# A branch for each company below; with more of them one sorted read is cheaper.
MOST_BRANCHES = 12
# Columns that have an index over everything, so that many memberships are read in order instead of sorted.
IN_ORDER = ("closes", "amount", "name")
TABLE = '"opportunities_opportunity"'
# Sorting costs a look-up for each membership. Reading in order costs about 52 rows / (memberships / all rows). They
# meet at √(52 × all rows): 720 memberships among 10,000 opportunities, 7,200 among a million.
MANY = """(SELECT count(*) > (SELECT sqrt(52 * greatest(reltuples, 0)) FROM pg_class WHERE oid = '{rows}'::regclass)
    FROM (SELECT FROM opportunities_member WHERE person_id = ANY (%s){are_open} LIMIT (
        SELECT sqrt(52 * greatest(reltuples, 0))::bigint + 1 FROM pg_class WHERE oid = '{rows}'::regclass
    )) AS memberships)"""
MEMBERSHIPS = "SELECT opportunity_id FROM opportunities_member WHERE person_id = ANY (%s)"


@dataclass(frozen=True, slots=True)
class Teams:
    """Conditions for being on the team of some people, each for the array of their ids.

    `together` is all of it; `few` and one of the last two are the same in two parts, of which the number of memberships
    leaves one empty. `in_order_of_all` does not ask for `still_open`: the rows it is asked of are open already, and the
    index on (opportunity, person) then answers without the table.

    Written out, since building and compiling the same from query sets takes a fifth of a page's time. They name the
    table, so that a query set with one of them must not become a part of another one.
    """

    together: str
    few: str
    in_order_of_all: str
    many_of_several: str


def _teams(many: str, are_open: str) -> Teams:
    """`many` tells whether there are more memberships than are worth sorting."""
    theirs = MEMBERSHIPS + are_open
    together = f"{TABLE}.id IN ({theirs})"
    return Teams(
        together=together,
        few=f"(NOT {many} AND {TABLE}.id = ANY (ARRAY ({theirs})))",
        in_order_of_all=f"({many} AND EXISTS ({MEMBERSHIPS} AND opportunity_id = {TABLE}.id))",
        many_of_several=f"({many} AND {together})",
    )


ARE_OPEN = " AND still_open"
MANY_OF_ALL = MANY.format(rows="opportunities_opportunity", are_open="")
MANY_OPEN = MANY.format(rows="opportunity_open_close_all", are_open=ARE_OPEN)
# Of all opportunities, or of the open ones alone, which are a quarter.
ALL_TEAMS, OPEN_TEAMS = _teams(MANY_OF_ALL, ""), _teams(MANY_OPEN, ARE_OPEN)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list holds. `parts` are its rows together, a row may be in two of them; `ordered` are the same rows,
    each part such that an index gives its order. `hidden` are restricted ones: counted, never shown."""

    name: str
    parts: tuple[OpportunityQuerySet, ...]
    ordered: tuple[OpportunityQuerySet, ...]
    hidden: tuple[OpportunityQuerySet, ...] = ()

    def narrowed(self, narrow: Callable[[OpportunityQuerySet], OpportunityQuerySet], *, hidden: bool) -> Scope:
        """The rows of it that a filter lets through; without `hidden` no restricted ones are counted."""
        return replace(
            self,
            parts=tuple(map(narrow, self.parts)),
            ordered=tuple(map(narrow, self.ordered)),
            hidden=tuple(map(narrow, self.hidden)) if hidden else (),
        )

    def pages_of(self, column: str) -> tuple[OpportunityQuerySet, ...]:
        """The parts to read a page from that is sorted by this column."""
        return self.ordered if column in IN_ORDER else self.parts

    def rows(self) -> OpportunityQuerySet:
        """All of it as one query set, each row once."""
        if len(self.parts) == 1:
            return self.parts[0]
        union, values = compiled([part.order_by().values("pk") for part in self.parts], "UNION")
        among_them = RawSQL(f"{TABLE}.id IN ({union})", values, output_field=BooleanField())  # noqa: S611
        return Opportunity.objects.filter(among_them)


def compiled(queries: Iterable[QuerySet[Any, Any]], joined_by: str) -> tuple[str, list[Any]]:
    """The SQL of some query sets as one, with its values."""
    statements: list[str] = []
    values: list[Any] = []
    for query in queries:
        statement, of_query = query.query.sql_with_params()
        statements.append(f"({statement})")
        values += of_query
    return f" {joined_by} ".join(statements), values


def mine(actor: Actor, *, teams: Teams = ALL_TEAMS) -> Scope:
    """My Opportunities: those on whose sales team the actor is, restricted or not.

    With `teams=OPEN_TEAMS`, here and below, those alone that are open are sure to be in it: for lists that show no
    others.
    """
    parts, ordered = _on_teams_of((actor.person_id or 0,), actor, teams)
    return Scope("my", parts, ordered)


def of_team(actor: Actor, *, teams: Teams = ALL_TEAMS) -> Scope:
    """My Team's: those on whose sales team a direct or indirect report is."""
    parts, ordered = _on_teams_of(actor.reports, actor, teams)
    if actor.role == Role.ADMINISTRATOR:
        return Scope("team", parts, ordered)
    seen = not_restricted_for(actor)
    hidden = tuple(part.filter(restricted=True).exclude(seen) for part in parts)
    return Scope("team", _with(parts, seen), _with(ordered, seen), hidden)


def everything(actor: Actor, *, below: bool = False, teams: Teams = ALL_TEAMS) -> Scope:
    """All that the role sees: for a partner manager the own company, and those below it when asked for."""
    valid = Opportunity.objects.valid()
    if actor.role == Role.PARTNER_MANAGER:
        return _of_company(actor, below=below)
    if actor.role == Role.CHANNEL_MANAGER:
        return _of_managed_partners(actor, teams)
    if actor.role == Role.ADMINISTRATOR:
        return Scope("all", (valid,), (valid,))
    seen = not_restricted_for(actor)
    rows = (valid.filter(seen),)
    return Scope("all", rows, rows, (valid.filter(restricted=True).exclude(seen),))


def of_partners(scope: Scope, actor: Actor) -> Scope:
    """Of `everything`, what a channel manager sees without teams: all of it that has nobody of the brand owner."""
    if actor.role != Role.CHANNEL_MANAGER:
        return scope
    return replace(scope, parts=scope.parts[:1], ordered=scope.ordered[:1])


def visible(actor: Actor) -> Scope:
    """All that the actor sees, which is what their lists hold together."""
    if may_list_all(actor):
        return replace(everything(actor, below=True), name="visible")
    own = mine(actor)
    if not actor.reports:
        return replace(own, name="visible")
    team = of_team(actor)
    return Scope("visible", (*own.parts, *team.parts), (*own.ordered, *team.ordered))


def _on_teams_of(
    people: Sequence[int], actor: Actor, teams: Teams
) -> tuple[tuple[OpportunityQuerySet, ...], tuple[OpportunityQuerySet, ...]]:
    """The opportunities of some people's teams: as they are, and by few or by many memberships."""
    valid, ids = Opportunity.objects.valid(), list(people)

    def where(condition: str) -> RawSQL:
        return RawSQL(condition, [ids] * condition.count("%s"), output_field=BooleanField())  # noqa: S611

    together, few = valid.filter(where(teams.together)), valid.filter(where(teams.few))
    if len(actor.organizations) > 1:
        # Whoever manages a company with others below it may be on teams of several.
        return (together,), (few, valid.filter(where(teams.many_of_several)))
    walked = valid.filter(partner_id=actor.organization_id) if actor.is_partner else valid
    return (together,), (few, walked.filter(where(teams.in_order_of_all)))


def _of_company(actor: Actor, *, below: bool) -> Scope:
    valid = Opportunity.objects.valid()
    own = valid.filter(partner_id=actor.organization_id)
    others = [pk for pk in actor.organizations if pk != actor.organization_id] if below else []
    if not others:
        return Scope("all", (own,), (own,))
    seen = not_restricted_for(actor)
    under = valid.filter(partner_id__in=others)
    parts = (own, under.filter(seen))
    branches = (own, *(valid.filter(seen, partner_id=pk) for pk in others))
    hidden = (under.filter(restricted=True).exclude(seen),)
    return Scope("all", parts, branches if len(others) <= MOST_BRANCHES else parts, hidden)


def _of_managed_partners(actor: Actor, teams: Teams) -> Scope:
    managers = (actor.person_id, *actor.reports)
    partners = Organization.objects.filter(channel_manager_id__in=managers).values("pk")
    seen = not_restricted_for(actor)
    managed = Opportunity.objects.valid().filter(partner_id__in=partners)
    own, team = mine(actor, teams=teams), of_team(actor, teams=teams) if actor.reports else Scope("team", (), ())
    hidden = (managed.filter(restricted=True).exclude(seen), *team.hidden)
    rows = managed.filter(seen)
    # What comes without a team stands first.
    return Scope("all", (rows, *own.parts, *team.parts), (rows, *own.ordered, *team.ordered), hidden)


def _with(parts: Sequence[OpportunityQuerySet], condition: Q) -> tuple[OpportunityQuerySet, ...]:
    return tuple(part.filter(condition) for part in parts)
