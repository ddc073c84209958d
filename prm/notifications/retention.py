"""What of notices is removed in time, read or not."""

from __future__ import annotations

from datetime import datetime

from prm.core.retention.purging import delete_in_chunks, purges
from prm.notifications.models import Notice


@purges("notices", kept="notices")
def purge_notices(before: datetime) -> int:
    return delete_in_chunks(Notice.objects.filter(created_at__lt=before))
