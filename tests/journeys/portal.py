"""A whole portal on the test database: web and worker as processes of their own, with a real Redis between them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connections

from prm.environment import CHECKOUT
from tests.redis_server import free_port

WAIT_SECONDS = 60
WEB = ["-m", "gunicorn", "prm.wsgi", "--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
WORKER = ["-m", "celery", "-A", "prm", "worker", "--pool", "threads", "--concurrency", "2"]
WORKER += ["--without-mingle", "--without-gossip", "--loglevel", "INFO"]
BEAT = ["-m", "celery", "-A", "prm", "beat", "--loglevel", "WARNING", "--schedule"]


class Portal:
    """Start, kill and start again its processes; `address` is where the web answers."""

    def __init__(self, folder: Path, redis_address: str) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://localhost:{self.port}"
        self.environment = _environment(redis_address) | {"PORT": str(self.port)}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.commands = {
            "web": [*WEB, "--bind", f"127.0.0.1:{self.port}"],
            "worker": WORKER,
            "beat": [*BEAT, str(folder / "beat")],
        }

    def start(self, *names: str) -> None:
        """Start processes by name: web, worker, beat; returns when the web is ready."""
        for name in names:
            with (self.folder / f"{name}.log").open("ab") as log:
                command = [sys.executable, *self.commands[name]]
                self.processes[name] = subprocess.Popen(
                    command, cwd=CHECKOUT, env=self.environment, stdout=log, stderr=log
                )
        if "web" in names:
            self._wait_until_ready()

    def kill(self, name: str) -> None:
        """kill -9, as a crash does it."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()

    def logs(self) -> str:
        return "\n".join(f"--- {path.name}\n{path.read_text()[-3000:]}" for path in self.folder.glob("*.log"))

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError(f"the web did not become ready\n{self.logs()}")


def _environment(redis_address: str) -> dict[str, str]:
    """The demo's settings on this process's test database, through the real Redis."""
    test_database = connections["default"].settings_dict["NAME"]
    host = str(settings.DATABASES["default"]["HOST"]).replace("/", "%2F")
    return {
        "PATH": os.environ["PATH"],
        "PRM_DEMO": "true",
        "DATABASE_URL": f"postgres://prm_app@{host}/{test_database}",
        "REDIS_URL": redis_address,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
    }
