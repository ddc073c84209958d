"""The commands of docker-compose.yml, as they stand there but without Docker: one installation on real services."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import global_settings, settings
from django.test import override_settings
from playwright.sync_api import Browser

from prm.environment import CHECKOUT
from tests.cast import make_world
from tests.database import owner_connection
from tests.journeys.person import DESKTOP, PHONE
from tests.journeys.test_collaborative_selling import collaborate
from tests.redis_server import free_port
from tests.reliability.elsewhere import working_on

pytestmark = [
    pytest.mark.soak,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not settings.EMBEDDED, reason="prepare_database needs a superuser"),
]

WAIT_SECONDS = 60
SOCKETS = settings.SOCKETS.replace("/", "%2F")
COLLECT = ["python", "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]


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
        # The proxy that speaks https is a service of somebody else's image.
        "HTTPS": "false",
    }


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """What the image holds: a copy of the checkout without what .dockerignore names."""
    ignored = [Path(line).name for line in (CHECKOUT / ".dockerignore").read_text().split()]
    shutil.copytree(CHECKOUT, tmp_path / "portal", ignore=shutil.ignore_patterns(*ignored))
    return tmp_path / "portal"


@pytest.fixture
def services(installation: dict[str, str], image: Path, tmp_path: Path) -> Iterator[int]:
    """Collects files and prepares, then runs web, worker and beat; gives the web's port."""
    for command in (COLLECT, command_of("prepare")):
        subprocess.run(command, cwd=image, env=installation, check=True, capture_output=True)
    port, started = free_port(), []
    for service in ("web", "worker", "beat"):
        command = [part.replace("8000", str(port)).replace("/tmp/", f"{tmp_path}/") for part in command_of(service)]
        with (tmp_path / f"{service}.log").open("w") as log:
            started.append(subprocess.Popen(command, cwd=image, env=installation, stdout=log, stderr=log))
    yield port
    for process in started:
        process.terminate()
        process.wait(timeout=WAIT_SECONDS)
    for log in tmp_path.glob("*.log"):
        print(f"--- {log.name}\n{log.read_text()[-3000:]}")  # shown where the test fails
    with owner_connection(settings.DATABASES["owner"]["NAME"]) as owner, owner.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {database_of(installation)}")


def database_of(installation: dict[str, str]) -> str:
    return installation["DATABASE_URL"].rpartition("/")[2]


def ready(port: int) -> bool:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers={"Host": "localhost"})
    with suppress(OSError), urllib.request.urlopen(request, timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def wait_until_ready(port: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not ready(port):
        assert time.monotonic() < end, "the web process did not become ready"
        time.sleep(0.1)


def test_services_start_and_work_together(services: int, installation: dict[str, str]) -> None:
    wait_until_ready(services)
    end = time.monotonic() + WAIT_SECONDS
    # No handler knows this event. Beat must queue it, and the worker must try it and write down that it could not.
    with owner_connection(database_of(installation)) as owner, owner.cursor() as cursor:
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


@pytest.mark.journey
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_journey_passes_over_the_services(
    browser: Browser,
    services: int,
    installation: dict[str, str],
    screen: dict[str, Any],
    record_property: Callable[[str, object], None],
) -> None:
    wait_until_ready(services)
    # An installation does not know the tests' quick password hashes.
    own_hashes = override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS)
    with own_hashes, working_on(settings.SOCKETS, database_of(installation)):
        product = make_world().product.name
    collaborate(browser, f"http://localhost:{services}", product, screen)
    device = "phone" if screen is PHONE else "desktop"
    record_property("journey", {"installation": "Commands of docker-compose.yml without Docker", "journey": device})
