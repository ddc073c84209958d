"""`make bench`: measures each figure beside its limit in the same run and writes docs/performance.md."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def main() -> None:
    """Prepare the database once, start the portal, measure, print and write the table."""
    arguments = argparse.ArgumentParser(description="Measures the portal.")
    arguments.add_argument("--size", type=int, default=10_000, help="opportunities beside the demo's")
    size = arguments.parse_args().size
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from prm import embedded_postgres

    embedded_postgres.ensure_running()
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        measure(size, Path(folder))


def measure(size: int, folder: Path) -> None:
    """Everything that needs Django set up."""
    from tests.bench import installation, rows, table
    from tests.redis_server import RedisServer, free_port

    redis = RedisServer(folder)
    redis.start()
    try:
        name = installation.prepare(size, redis.address)
        port = free_port()
        with installation.processes(name, redis.address, folder, port) as running:
            wait_until_ready(port, folder)
            installation.connect_to(name)
            measured = rows.all_rows(port, running)
    finally:
        redis.kill()
    text = table.as_text(measured, size)
    print(text)
    table.write(text)


def wait_until_ready(port: int, folder: Path, wait: Callable[[float], None] = time.sleep) -> None:
    """Until the web answers; says what it logged where it does not."""
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return
        wait(0.1)
    sys.exit((folder / "web.log").read_text())


if __name__ == "__main__":
    main()
