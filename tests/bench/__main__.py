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

from tests.bench.row import Row


def main() -> None:
    """Prepare the database once, start the portal, measure, print and write the table."""
    arguments = argparse.ArgumentParser(description="Measures the portal.")
    arguments.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="opportunities beside the demo's"
    )
    sizes = arguments.parse_args().sizes
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from prm import embedded_postgres

    embedded_postgres.ensure_running()
    import django

    django.setup()
    from tests.bench import table

    text = table.as_text({size: measure(size) for size in sizes})
    print(text)
    table.write(text)


def measure(size: int) -> list[Row]:
    """Everything about a book of one size; needs Django set up."""
    from tests.bench import installation, rows
    from tests.redis_server import RedisServer, free_port

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        redis = RedisServer(folder)
        redis.start()
        try:
            database = installation.prepare(size, redis.address)
            port = free_port()
            with installation.processes(database, redis.address, folder, port) as running:
                wait_until_ready(port, folder)
                installation.connect_to(database)
                return rows.all_rows(port, running)
        finally:
            redis.kill()


def wait_until_ready(port: int, folder: Path, wait: Callable[[float], None] = time.sleep) -> None:
    """Until the web answers; says what it logged where it does not."""
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return
        wait(0.1)
    sys.exit((folder / "web.log").read_text())


if __name__ == "__main__":
    main()
