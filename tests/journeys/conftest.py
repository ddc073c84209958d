from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from prm.environment import CHECKOUT
from tests.browser import chromium_path
from tests.journeys.portal import Portal

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; the tests' queries are none of its business.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def static_files() -> None:
    """The pages' style and scripts, collected as `make demo` does it, whatever settings the tests have."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.journeys.settings", "PRM_DEMO": "true"}
    subprocess.run(command, cwd=CHECKOUT, env=os.environ | settings, check=True)


@pytest.fixture
def portal(transactional_db: None, static_files: None, redis_address: str, tmp_path: Path) -> Iterator[Portal]:
    """A portal on the committed test database; the test starts its processes."""
    running = Portal(tmp_path, redis_address)
    yield running
    running.stop()
    print(running.logs())  # shown where the test fails
