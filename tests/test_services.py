"""The commands of docker-compose.yml, as they stand there but without Docker: one installation on real services."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from prm.environment import CHECKOUT
from tests.database import owner_connection
from tests.redis_server import free_port

pytestmark = [
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not settings.EMBEDDED, reason="prepare_database needs a superuser"),
]

WAIT_SECONDS = 60
SOCKETS = settings.SOCKETS.replace("/", "%2F")


def command_of(service: str) -> list[str]:
    """The command of a service; the web's is the image's."""
    services = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())["services"]
    image = re.search(r"^CMD (\[.*?\])", (CHECKOUT / "Dockerfile").read_text(), re.DOTALL | re.MULTILINE)
    return services[service].get("command") or json.loads(image.group(1).replace("\\\n", ""))


@pytest.fixture
def installation(redis_address: str, tmp_path: Path) -> dict[str, str]:
    """The environment of an installation whose database does not exist yet."""
    name = f"prm_services_{os.getpid()}"
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SECRET_KEY": "only-for-the-test-of-the-services-0123456789-abcdefgh",
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"postgres://prm_app@{SOCKETS}/{name}",
        "DATABASE_OWNER_URL": f"postgres://prm_owner@{SOCKETS}/{name}",
        "DATABASE_ADMIN_URL": f"postgres://postgres@{SOCKETS}/postgres",
        "REDIS_URL": redis_address,
        "EMAIL_URL": f"file:{tmp_path}",
        "TRUSTED_PROXIES": "1",
    }


@pytest.fixture
def services(installation: dict[str, str], tmp_path: Path) -> Iterator[int]:
    """Prepares, then runs web, worker and beat; gives the web's port."""
    subprocess.run(command_of("prepare"), cwd=CHECKOUT, env=installation, check=True, capture_output=True)
    port, started = free_port(), []
    for service in ("web", "worker", "beat"):
        command = [part.replace("8000", str(port)).replace("/tmp/", f"{tmp_path}/") for part in command_of(service)]
        log = (tmp_path / f"{service}.log").open("w")
        started.append(subprocess.Popen(command, cwd=CHECKOUT, env=installation, stdout=log, stderr=log))
        log.close()
    yield port
    for process in started:
        process.terminate()
        process.wait(timeout=WAIT_SECONDS)
    name = installation["DATABASE_URL"].rpartition("/")[2]
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as owner, owner.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def ready(port: int) -> bool:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers={"Host": "localhost"})
    with suppress(OSError), urllib.request.urlopen(request, timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def test_services_start_and_work_together(services: int, installation: dict[str, str]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not ready(services):
        assert time.monotonic() < end, "the web process did not become ready"
        time.sleep(0.1)
    # No handler knows this event. Beat must queue it, and the worker must try it and write down that it could not.
    with owner_connection(installation["DATABASE_URL"].rpartition("/")[2]) as owner, owner.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_outboxevent (event, handler, payload, state, attempts, last_error, created_at, due_at)"
            " VALUES ('Unknown', 'nobody', '{}', 'new', 0, '', now(), now() - interval '1 minute')"
        )
        attempts = 0
        while not attempts:
            assert time.monotonic() < end, "beat and worker did not take up the event"
            time.sleep(0.2)
            cursor.execute("SELECT attempts FROM core_outboxevent")
            attempts = cursor.fetchone()[0]
