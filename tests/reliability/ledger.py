"""What people were told is saved while something broke, and what became of it."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from assignment.models import AssignmentRun
from opportunities.models import Member, Opportunity, OpportunityHistory
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.reliability.outcomes import Outcome
from tests.world import World

# An event handed out just before the fault is handed out again after a minute.
CATCH_UP_SECONDS = 120


class Ledger:
    """Form keys by round, and when each round's fault was mended."""

    def __init__(self, fault: str, world: World) -> None:
        self.fault, self.world = fault, world
        self.saved: dict[int, list[UUID]] = defaultdict(list)
        self.mended: dict[int, datetime] = {}

    def note_saved(self, number: int, *keys: UUID) -> None:
        self.saved[number] += keys

    def note_mended(self, number: int) -> None:
        self.mended[number] = timezone.now()

    def settle(self) -> Outcome:
        """Wait until all work is done, at most 120 s, then count what is lost, doubled or late."""
        end = time.monotonic() + CATCH_UP_SECONDS
        with_work = True
        while with_work and time.monotonic() < end:
            with acting_as(SYSTEM):
                with_work = OutboxEvent.objects.filter(state=OutboxEvent.State.NEW).exists()
            time.sleep(0.1)
        with acting_as(SYSTEM):
            return Outcome(self.fault, len(self.mended), self._lost(), self._doubled(), self._slowest())

    def _lost(self) -> int:
        """Saved forms without an opportunity, and opportunities without their whole team, each with a reason."""
        made = set(Opportunity.objects.values_list("entry_key", flat=True))
        missing = {key for keys in self.saved.values() for key in keys} - made
        teams: dict[int, set[int]] = {pk: set() for pk in Opportunity.objects.values_list("pk", flat=True)}
        for member in Member.objects.filter(opportunity_id__in=teams):
            if member.reason or member.how != Member.How.RULE:
                teams[member.opportunity_id].add(member.person_id)
        whole = {self.world.pat.pk, self.world.bea.pk, self.world.abe.pk}
        return len(missing) + sum(team != whole for team in teams.values())

    def _doubled(self) -> int:
        """Whatever is there more than once: opportunities of a form, runs, lines of history, people of a team."""
        added = OpportunityHistory.objects.filter(verb="assignment.added")
        counted = [
            Counter(Opportunity.objects.values_list("entry_key", flat=True)),
            Counter(AssignmentRun.objects.values_list("opportunity_id", flat=True)),
            Counter(added.values_list("opportunity_id", flat=True)),
            Counter(Member.objects.values_list("opportunity_id", "person_id")),
        ]
        return sum(many - 1 for counter in counted for many in counter.values())

    def _slowest(self) -> float:
        """Seconds from a fault's end to the last assignment of what was saved in its round."""
        rounds = {key: number for number, keys in self.saved.items() for key in keys}
        runs = AssignmentRun.objects.filter(opportunity__entry_key__in=rounds)
        late = [
            started_at + timedelta(milliseconds=milliseconds) - self.mended[rounds[key]]
            for key, started_at, milliseconds in runs.values_list(
                "opportunity__entry_key", "started_at", "milliseconds"
            )
        ]
        return max((delay.total_seconds() for delay in late), default=0.0)
