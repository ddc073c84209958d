"""Running the rules for opportunities and writing what came out, in the caller's transaction."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assignment import matching
from assignment.capacity import NoRoom, claim, hold_everybody
from assignment.events import NobodyFound
from assignment.facts import opportunity_facts
from assignment.leaving import lead_again, let_leave
from assignment.loads import Weighings, weights_of
from assignment.matcher import current_matcher
from assignment.models import AssignmentRun, PersonLoad
from assignment.people import load_standings
from assignment.unassigned.actions import note_unassigned
from opportunities.events import MembersAdded
from opportunities.history.actions import entry as history_entry
from opportunities.history.actions import record
from opportunities.models import Member, Opportunity, OpportunityHistory
from opportunities.models.child import new
from opportunities.team.actions import RuleGiven, add_many_by_rule
from prm.core.actor import SYSTEM
from prm.core.outbox.publish import publish

logger = logging.getLogger(__name__)

RELATED = ("stage", "source", "partner", "account")
TRIES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """An opportunity to run the rules for, and the event that asks for it; `quiet` where nobody is to be told."""

    opportunity_id: int
    outbox_id: int | None = None
    trigger: str = AssignmentRun.Trigger.CREATION
    quiet: bool = False


Pair = tuple[Asked, Opportunity]
Found = Sequence[tuple[Opportunity, matching.Assignment]]
# The runs, who joined, and the opportunities for which it is news that a group found nobody.
Done = tuple[list[AssignmentRun], list[Member], set[int]]


@transaction.atomic
def assign(asked: Sequence[Asked]) -> list[AssignmentRun]:
    """Run the rules for a chunk of opportunities and add the people found, with reasons and one run each.

    Repeating an event does nothing, and several events of one opportunity are answered by the run for the first.
    Rows of opportunities are locked in the order of their ids.
    """
    fresh = _not_run_yet(asked)
    ids = sorted(one.opportunity_id for one in fresh)
    rows = Opportunity.objects.select_for_update(of=("self",)).filter(pk__in=ids).select_related(*RELATED)
    opportunities = {row.pk: row for row in rows.order_by("pk")}
    pairs = [(one, opportunities[one.opportunity_id]) for one in fresh if one.opportunity_id in opportunities]
    runs = [_skip(*pair) for pair in pairs if _is_skipped(*pair)]
    done, members, nobody = _run([pair for pair in pairs if not _is_skipped(*pair)])
    stored = AssignmentRun.objects.bulk_create([*runs, *done])
    told = {one.opportunity_id for one, _ in pairs if not one.quiet}
    _tell(told, members, [run for run in stored if run.opportunity_id in nobody])
    return stored


def _tell(told: set[int], members: Sequence[Member], without: Sequence[AssignmentRun]) -> None:
    """One event for the people whom an opportunity got, and one for a run in which a group found nobody."""
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for member in members:
        joined[member.opportunity_id].append(member.person_id)
    added = [
        MembersAdded(opportunity_id=opportunity_id, people=tuple(people), by=None)
        for opportunity_id, people in joined.items()
        if opportunity_id in told
    ]
    nobody = [
        NobodyFound(opportunity_id=run.opportunity_id, run_id=run.pk) for run in without if run.opportunity_id in told
    ]
    if added or nobody:
        publish(*added, *nobody, actor=SYSTEM)


def _not_run_yet(asked: Sequence[Asked]) -> list[Asked]:
    """The first of each opportunity: the people whom it adds are not on the team yet when a second one is looked at."""
    ids = [one.outbox_id for one in asked if one.outbox_id is not None]
    done = set(AssignmentRun.objects.filter(outbox_id__in=ids).values_list("outbox_id", flat=True))
    fresh: dict[int, Asked] = {}
    for one in asked:
        if one.outbox_id not in done:
            fresh.setdefault(one.opportunity_id, one)
    return list(fresh.values())


def _run(pairs: Sequence[Pair]) -> Done:
    """Decide and write. Where another worker took somebody's last place meanwhile, everything is decided again.

    Each try holds people in the order of their ids and gives them back when it fails, so that no two workers wait for
    each other. The last one holds everybody first.
    """
    if not pairs:
        return [], [], set()
    matcher = current_matcher()
    facts = opportunity_facts([opportunity for _, opportunity in pairs], matcher.weighings)
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _decide_and_write(pairs, facts, matcher)
        except NoRoom as full:
            logger.info("deciding again, somebody has no room left: %s", full)
    hold_everybody()
    return _decide_and_write(pairs, facts, matcher)


def _decide_and_write(pairs: Sequence[Pair], facts: Sequence[matching.Opportunity], matcher: matching.Matcher) -> Done:
    now = timezone.now()
    runs, found = _decide(pairs, facts, matcher, now)
    claim(outcome for _, outcome in found)
    members, nobody = _write(found, now)
    _note_assigned({member.person for _, outcome in found for member in outcome.to_add}, now)
    return runs, members, nobody


def _decide(
    pairs: Sequence[Pair], facts: Sequence[matching.Opportunity], matcher: matching.Matcher, now: datetime
) -> tuple[list[AssignmentRun], Found]:
    """One opportunity after the other, each with the load that those before it left."""
    known = load_standings(now, matcher.weighings)
    standings = matcher.standings(known)
    runs, found = [], []
    joined: defaultdict[int | None, set[int]] = defaultdict(set)
    for (one, opportunity), alone in zip(pairs, facts, strict=True):
        began = time.perf_counter()
        fact = _with_colleagues(alone, joined[opportunity.account_id])
        outcome = matcher.assign(fact, standings, now)
        runs.append(_run_of(one, opportunity, outcome, now, began))
        found.append((opportunity, outcome))
        for membership in outcome.to_add:
            person = membership.person
            known[person] = _busier(known[person], opportunity, now, matcher.weighings)
            standings.put(person, known[person])
            if opportunity.account_id and opportunity.stage.is_open:
                joined[opportunity.account_id].add(int(person))
    return runs, found


def _with_colleagues(fact: matching.Opportunity, joined: set[int]) -> matching.Opportunity:
    """With those who joined the account's other opportunities earlier in the chunk."""
    return replace(fact, account_team=tuple({*fact.account_team, *joined})) if joined else fact


def _busier(
    standing: matching.Standing, opportunity: Opportunity, now: datetime, weighings: Weighings
) -> matching.Standing:
    """How somebody stands after one more opportunity, for the rest of the chunk."""
    if not opportunity.stage.is_open:
        return replace(standing, last_assigned=now)
    more = weights_of(opportunity, weighings)
    load = {key: amount + more.get(key, 0) for key, amount in standing.load.items()}
    return replace(standing, open_load=standing.open_load + 1, load=load, last_assigned=now)


def _write(found: Found, now: datetime) -> tuple[list[Member], set[int]]:
    """The people found and, for groups that found nobody, why; a handful of statements whatever the number."""
    let_leave(found, now)
    members = add_many_by_rule(
        [(row, [_given(new_one, outcome) for new_one in outcome.to_add]) for row, outcome in found], at=now
    )
    lead_again(found)
    nobody, known = [], note_unassigned(found, now)
    for opportunity, outcome in found:
        # A trial that adds nobody and ends as the last one did is not worth another line.
        groups = [one for one in outcome.unassigned if outcome.to_add or (opportunity.pk, one) not in known]
        for reason in map(outcome.unassigned_reason, groups):
            told = {"group": reason["group"], "reason": reason}
            nobody.append(history_entry(opportunity, "assignment.nobody", actor=SYSTEM, at=now, **told))
    OpportunityHistory.objects.bulk_create(nobody)
    return members, {row.opportunity_id for row in nobody}


def _run_of(
    one: Asked, opportunity: Opportunity, outcome: matching.Assignment, now: datetime, began: float
) -> AssignmentRun:
    return _new_run(
        one,
        opportunity,
        outcome=AssignmentRun.Outcome.UNASSIGNED if outcome.unassigned else AssignmentRun.Outcome.ASSIGNED,
        rule_versions={"published": outcome.version},
        result=outcome.as_json(),
        started_at=now,
        milliseconds=round((time.perf_counter() - began) * 1000),
    )


def _given(membership: matching.Membership, outcome: matching.Assignment) -> RuleGiven:
    rule = membership.results[0].rule.rule if membership.results else None
    return RuleGiven(
        person_id=int(membership.person),
        rule_name=rule.name if rule else "",
        rule_version=rule.version if rule else None,
        score="" if membership.score is None else str(membership.score),
        is_lead=membership.is_lead,
        team_role=membership.team_role or "",
        reason=outcome.reason_for(membership.person) | {"group_id": membership.group, "published": outcome.version},
    )


def _is_skipped(one: Asked, opportunity: Opportunity) -> bool:
    """Locked; or closed or in error, but for a deal that is entered closed: its channel manager is to know of it."""
    if opportunity.assignment_locked:
        return True
    closed = not opportunity.stage.is_open or opportunity.entered_in_error
    return closed and one.trigger != AssignmentRun.Trigger.CREATION


def _skip(one: Asked, opportunity: Opportunity) -> AssignmentRun:
    """The history says once that it was locked; each change after that is not worth a line."""
    now = timezone.now()
    if one.trigger == AssignmentRun.Trigger.CREATION:
        record(opportunity, "assignment.skipped", actor=SYSTEM, at=now)
    return _new_run(one, opportunity, outcome=AssignmentRun.Outcome.SKIPPED, result={}, started_at=now)


def _new_run(one: Asked, opportunity: Opportunity, **fields: Any) -> AssignmentRun:
    return new(AssignmentRun, opportunity, outbox_id=one.outbox_id, trigger=one.trigger, **fields)


def _note_assigned(people: set[Any], now: datetime) -> None:
    """Ties go to whoever was assigned longest ago. Sorted, so that two chunks never wait for each other in a circle."""
    rows = [PersonLoad(person_id=person, last_assigned_at=now) for person in sorted(people)]
    PersonLoad.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person"], update_fields=["last_assigned_at"]
    )
