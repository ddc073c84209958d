"""Running the rules again for what waits for somebody, oldest first, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator

from assignment.actions import Asked, assign
from assignment.models import AssignmentRun, Unassigned
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as

CHUNK = 100


def waiting_opportunities() -> list[int]:
    """Ids of opportunities that wait for at least one group, the one that waits longest first."""
    with acting_as(SYSTEM):
        rows = Unassigned.objects.waiting().order_by("since", "key").values_list("opportunity_id", flat=True)
        return list(dict.fromkeys(rows))


def try_again(ids: list[int]) -> Iterator[tuple[int, int]]:
    """How many were tried so far, and for how many of them nothing is left to find; one transaction a chunk."""
    done = filled = 0
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        with acting_as(SYSTEM):
            runs = assign([Asked(pk, trigger=AssignmentRun.Trigger.BATCH) for pk in chunk])
        done += len(chunk)
        filled += sum(run.outcome == AssignmentRun.Outcome.ASSIGNED for run in runs)
        yield done, filled
