from __future__ import annotations

from celery import shared_task

from prm.core.outbox import dispatch, work


@shared_task(ignore_result=True)
def handle_event(outbox_id: int) -> None:
    """Do what one outbox row asks for; safe to run twice."""
    work.handle(outbox_id)


@shared_task(ignore_result=True)
def sweep_outbox() -> None:
    """Queue what a broken broker or a killed worker left behind."""
    dispatch.sweep()
