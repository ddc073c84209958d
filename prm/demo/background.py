"""What a production installation runs as processes of their own, here in threads of the one web process."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, close_old_connections

from prm.core.outbox.dispatch import sweep
from prm.core.retention.purging import purge_all

logger = logging.getLogger(__name__)

WORKER_THREADS = 2
STOP_SECONDS = 5
PURGE_SECONDS = 24 * 3600


class Background:
    """The Celery worker and the outbox sweep. Start it after the fork: threads don't survive one."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.worker: Any = current_app.WorkController(
            pool="threads",
            concurrency=WORKER_THREADS,
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
        )
        self.threads = [
            threading.Thread(target=self.worker.start, name="worker", daemon=True),
            threading.Thread(target=self._sweep_until_stopped, name="sweep", daemon=True),
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """End both; work that is cut off is done again after the next start."""
        self.stopping.set()
        self.worker.stop()
        for thread in self.threads:
            thread.join(timeout=STOP_SECONDS)

    def _sweep_until_stopped(self) -> None:
        purge_at = time.monotonic()
        while not self.stopping.wait(settings.OUTBOX_SWEEP_SECONDS):
            close_old_connections()
            try:
                sweep()
                if time.monotonic() >= purge_at:
                    purge_all()
                    purge_at = time.monotonic() + PURGE_SECONDS
            except DatabaseError as error:
                logger.warning("the sweep waits for the database: %s", error)
