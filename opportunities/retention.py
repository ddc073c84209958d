"""What of opportunities is removed in time."""

from __future__ import annotations

from datetime import datetime

from opportunities.models import RevenueLine
from prm.core.retention.purging import delete_in_chunks, purges


@purges("removed revenue lines", kept="deleted")
def purge_lines(before: datetime) -> int:
    return delete_in_chunks(RevenueLine.objects.filter(deleted_at__lt=before))
