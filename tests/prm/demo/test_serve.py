from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from prm.demo import serve
from prm.environment import CHECKOUT
from tests.database import owner_connection
from tests.redis_server import free_port

pytestmark = pytest.mark.django_db(transaction=True)

READY_SECONDS = 120
STOP_SECONDS = 10
SWEEP_SECONDS = 30
Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def start(spare_database: dict[str, str], port: int) -> Iterator[Start]:
    """Starts `manage.py demo` on a database of its own; what still runs at the end is killed."""
    environ = os.environ | spare_database | {"PRM_DEMO": "true", "PORT": str(port)}
    started: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", "demo", "--without-data"]
        started.append(
            subprocess.Popen(command, cwd=CHECKOUT, env=environ, stdout=subprocess.PIPE, stderr=2, text=True)
        )
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def status_of(port: int, path: str) -> int:
    """The answer's status; 0 where nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_until_ready(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + READY_SECONDS
    while status_of(port, "/readyz") != 200:
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        assert time.monotonic() < end, "the demo did not become ready"
        time.sleep(0.1)


def test_demo_serves_and_stops_on_interrupt(start: Start, port: int) -> None:
    demo = start()
    wait_until_ready(port, demo)
    assert status_of(port, "/sign-in/") == 200
    demo.send_signal(signal.SIGINT)
    said = demo.communicate(timeout=STOP_SECONDS)[0]
    assert demo.returncode == 0
    assert f"http://localhost:{port}/" in said
    assert "pat@cardinal.example     partner rep" in said
    assert status_of(port, "/healthz") == 0


def test_worker_and_sweep_run_inside(start: Start, port: int, spare_database: dict[str, str]) -> None:
    wait_until_ready(port, start())
    end = time.monotonic() + SWEEP_SECONDS
    # No handler knows this event: the sweep must find it, and the worker must try it and note that it could not.
    with owner_connection(spare_database["DATABASE_URL"].rpartition("/")[2]) as owner, owner.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_outboxevent (event, handler, payload, state, attempts, last_error, created_at, due_at)"
            " VALUES ('Unknown', 'nobody', '{}', 'new', 0, '', now(), now() - interval '1 minute')"
        )
        attempts = 0
        while not attempts:
            assert time.monotonic() < end, "sweep and worker did not take up the event"
            time.sleep(0.1)
            cursor.execute("SELECT attempts FROM core_outboxevent")
            attempts = cursor.fetchone()[0]


def test_demo_starts_again_after_kill(start: Start, port: int) -> None:
    first = start()
    wait_until_ready(port, first)
    first.kill()
    first.wait()
    again = start()
    wait_until_ready(port, again)


def test_port_in_use_is_one_line(start: Start, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", port)):
        monkeypatch.setattr(serve, "PORT_SECONDS", 0)
        with pytest.raises(serve.PortInUseError, match=rf"Port {port} is in use: choose another one"):
            serve.require_port(port)
    serve.require_port(port)
