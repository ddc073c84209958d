"""The Celery application: tasks run in workers, or in a thread of the demo's web process."""

import os
import sys
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prm.settings")

app = Celery("prm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.worker_init.connect
def refuse_wrong_role(**options: Any) -> None:
    """A worker that signs in as the wrong database role does not start."""
    from django.core.exceptions import ImproperlyConfigured

    from prm.core.connection_check import look_at_start

    try:
        look_at_start()
    except ImproperlyConfigured as problem:
        # Celery logs any other exception of a signal and goes on.
        sys.exit(str(problem))
