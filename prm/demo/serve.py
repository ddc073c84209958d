"""The demo's web server: one gunicorn process with threads, the worker and the sweep inside."""

from __future__ import annotations

import errno
import socket
import time
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker

from prm.demo.background import Background

HOST = "127.0.0.1"
THREADS = 8
PORT_SECONDS = 3


class PortInUseError(Exception):
    """Another program listens on the port."""


def require_port(port: int) -> None:
    """Raises PortInUseError where the port stays taken; a demo that was just killed gives it back within a second."""
    end = time.monotonic() + PORT_SECONDS
    while not _is_free(port):
        if time.monotonic() > end:
            raise PortInUseError(f"Port {port} is in use: choose another one, for example `make demo PORT={port + 1}`.")
        time.sleep(0.1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


class DemoServer(BaseApplication):
    """Serves until it is told to stop (Ctrl-C, SIGTERM)."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"{HOST}:{self.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "graceful_timeout": 5,
            "post_worker_init": start_background,
            "worker_exit": stop_background,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def start_background(worker: Worker) -> None:
    """After the fork: threads of the parent would not be in this process."""
    worker.background = Background()
    worker.background.start()


def stop_background(server: object, worker: Worker) -> None:
    """Also called where the process ended before it served."""
    if background := getattr(worker, "background", None):
        background.stop()
