from __future__ import annotations

from celery import shared_task

from prm.core.retention.purging import purge_all


@shared_task(ignore_result=True)
def purge() -> None:
    """Once a day: remove what was kept long enough."""
    purge_all()
