from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from celery import Celery, current_app
from django.db import connections
from kombu import pools

from prm.core.outbox import dispatch
from tests.journeys.portal import Portal
from tests.redis_server import RedisServer
from tests.reliability.elsewhere import working_on
from tests.reliability.outcomes import Outcome
from tests.reliability.own_postgres import OwnPostgres

Judge = Callable[[Outcome], None]

SHORT_WAITS = {"socket_connect_timeout": 0.2, "socket_timeout": 1}


@pytest.fixture
def judge(record_property: Callable[[str, object], None]) -> Judge:
    """Writes an outcome into the test's report, where `make soak` finds it, and refuses anything lost or doubled."""

    def record(outcome: Outcome) -> None:
        record_property("fault", asdict(outcome))
        assert (outcome.lost, outcome.doubled) == (0, 0), outcome

    return record


@pytest.fixture
def own_postgres(transactional_db: None) -> Iterator[OwnPostgres]:
    """A server of this test alone with the migrated database; this process works on it until the test's end."""
    server, suite = OwnPostgres(), connections["default"].settings_dict
    try:
        server.start()
        server.copy(suite["HOST"], suite["NAME"])
        with working_on(server.host, "prm"):
            yield server
    finally:
        server.remove()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test alone, so that it may be killed."""
    folder = tmp_path / "redis"
    folder.mkdir()
    server = RedisServer(folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def portal(transactional_db: None, own_redis: RedisServer, tmp_path: Path) -> Iterator[Portal]:
    """Processes on the database that this process works on; the test starts those it needs."""
    running = Portal(tmp_path, own_redis.address)
    running.environment["DJANGO_SETTINGS_MODULE"] = "tests.reliability.settings"
    yield running
    running.stop()
    print(running.logs())  # shown where the test fails


@pytest.fixture
def celery_through(own_redis: RedisServer) -> Iterator[None]:
    """This process hands its events to the same Redis as the worker."""
    app = current_app._get_current_object()
    former, app.conf.broker_url = app.conf.broker_url, own_redis.address
    former_options, app.conf.broker_transport_options = app.conf.broker_transport_options, SHORT_WAITS
    _forget_connections(app)
    yield
    app.conf.broker_url, app.conf.broker_transport_options = former, former_options
    _forget_connections(app)


def _forget_connections(app: Celery) -> None:
    """Celery keeps its connections for the process's life; a pool closed by itself stays closed for its address."""
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None
    dispatch._broker_down_until = 0.0
