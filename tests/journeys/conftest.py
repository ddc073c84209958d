from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from prm.environment import CHECKOUT
from tests.journeys.portal import Portal


@pytest.fixture(scope="session")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The pages' style and scripts, collected as `make demo` does it, whatever settings the tests have: by one process
    after the other, since all of them write into one folder."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.journeys.settings", "PRM_DEMO": "true"}
    with (tmp_path_factory.getbasetemp().parent / "static_files.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, cwd=CHECKOUT, env=os.environ | settings, check=True)


@pytest.fixture
def portal(transactional_db: None, static_files: None, redis_address: str, tmp_path: Path) -> Iterator[Portal]:
    """A portal on the committed test database; the test starts its processes."""
    running = Portal(tmp_path, redis_address)
    yield running
    running.stop()
    print(running.logs())  # shown where the test fails
