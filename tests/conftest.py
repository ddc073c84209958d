from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings

from tests.browser import browser, chromium_path
from tests.database import django_db_setup, spare_database
from tests.oidc_provider import OidcProvider
from tests.redis_server import RedisServer
from tests.world import module_world, shared_world, world

__all__ = ["browser", "django_db_setup", "module_world", "shared_world", "spare_database", "world"]

BEGUN = time.monotonic()
LOUD = "!" * 30

# Machines are shared: how long one example takes says nothing.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Soak tests run only when asked for; journeys only where there is a browser."""
    asked = "soak" in str(config.option.markexpr)
    for item in items:
        if "soak" in item.keywords and not asked:
            item.add_marker(pytest.mark.skip(reason="only in make soak"))
        if "journey" in item.keywords and chromium_path() is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"The tests took {time.monotonic() - BEGUN:.0f} s.")
    if chromium_path() is None:
        terminalreporter.write_line(
            f"{LOUD} NO CHROMIUM: the browser journeys did not run. {LOUD}", red=True, bold=True
        )
    if not OidcProvider.is_installed():
        terminalreporter.write_line(
            f"{LOUD} NO IDENTITY PROVIDER: company sign-in was not tested. {LOUD}", red=True, bold=True
        )


@pytest.fixture(scope="session")
def redis_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Redis: REDIS_URL, else a server of this test process."""
    if given := os.environ.get("REDIS_URL"):
        yield given
        return
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server.address
    server.kill()
