"""What of assignment is removed in time. Why somebody is on a team stays with the member."""

from __future__ import annotations

from datetime import datetime

from assignment.models import AssignmentRun
from prm.core.retention.purging import delete_in_chunks, purges


@purges("assignment runs", kept="runs")
def purge_runs(before: datetime) -> int:
    return delete_in_chunks(AssignmentRun.objects.filter(started_at__lt=before))
