"""Whether this process lives, and whether it could serve: for load balancers and for the one who waits for a start."""

from __future__ import annotations

import logging
from collections.abc import Callable

import kombu.exceptions
from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)

View = Callable[[HttpRequest], HttpResponse]


def outside_transactions(view: View) -> View:
    """Mark a view that runs without a transaction and without an actor."""
    view.own_transaction = True  # type: ignore[attr-defined]
    view.open_to_everybody = True  # type: ignore[attr-defined]
    return login_not_required(view)


@outside_transactions
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@outside_transactions
def readyz(request: HttpRequest) -> HttpResponse:
    """200, or 503 with what is missing: `{"ready": false, "missing": ["database", "migrations", "broker"]}`."""
    missing = _missing_in_database()
    if settings.REDIS_ADDRESS and not _broker_answers():
        missing.append("broker")
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


def _missing_in_database() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return ["migrations"] if _open_migrations() else []
    except DatabaseError as error:
        logger.warning("not ready: %s", error)
        return ["database"]


def _open_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _broker_answers() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
    except (OSError, kombu.exceptions.OperationalError) as error:
        logger.warning("not ready: %s", error)
        return False
    return True
