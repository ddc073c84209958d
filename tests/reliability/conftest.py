from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery, current_app

from prm.core.outbox import dispatch
from tests.journeys.portal import Portal
from tests.redis_server import RedisServer

SHORT_WAITS = {"socket_connect_timeout": 0.2, "socket_timeout": 1}


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
    """Worker and beat on the test database; the test itself enters opportunities."""
    running = Portal(tmp_path, own_redis.address)
    yield running
    running.stop()


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
    """Celery keeps its producers' connections for the process's life."""
    app.pool.force_close_all()
    app._pool = None
    app.amqp._producer_pool = None
    dispatch._broker_down_until = 0.0
